"""What the command line and the API share: loader, store, indicator and picture put together."""
