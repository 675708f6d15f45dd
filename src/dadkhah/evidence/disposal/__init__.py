"""Destroy what must not be kept, so that the log still proves that it was there."""
