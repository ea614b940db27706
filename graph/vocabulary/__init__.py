"""Part of Headwater: vocabulary."""
