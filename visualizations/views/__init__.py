"""Part of Headwater: views."""
