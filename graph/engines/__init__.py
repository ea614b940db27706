"""Part of Headwater: engines."""
