"""Messages by e-mail over SMTP submission; `sandbox` is a mail server with an inbox page, for trying out.

`channel.EmailChannel` fulfils `motcua.blocks.messaging.ports.MessageChannel`. DKIM, SPF and DMARC are
the work of the relay that is configured.
"""
