"""Part of Headwater: routers."""
