"""The engines, measured beside plain alternatives on made-up networks."""
