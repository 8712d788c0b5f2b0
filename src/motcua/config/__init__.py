"""Settings, wiring of ports to adapters, and the table of URLs. The only place that names an integration."""
