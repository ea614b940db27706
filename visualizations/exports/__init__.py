"""Part of Headwater: exports."""
