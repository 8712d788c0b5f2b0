"""The National Public Service Portal through the data exchange (NDXP/LGSP): its dossiers taken, ours reported.

`adapter.ExchangePortal` fulfils `motcua.casework.synchronisation.ports.NationalPortal`. Names of services and fields
are data, in `mapping.yaml`, which says what is seen in public code and what is not verified. `sandbox` is a separate
process that speaks the same format.
"""
