"""The other side of the trust ports, for demonstrations and tests. Nothing it signs has any legal force."""
