"""The pure heart: values in, values out; no clock, disk, network, environment or logging."""
