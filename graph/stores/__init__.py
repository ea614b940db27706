"""Part of Headwater: stores."""
