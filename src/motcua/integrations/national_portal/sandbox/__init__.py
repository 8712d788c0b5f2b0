"""The national portal behind the exchange, in a process of its own.

POST .../forward/mapi/login and .../forward/mapi/g as the exchange takes them; GET /tep/<id> the attachments. GET /
shows what was handed in and what the commune reported; /nop hands in a demonstration dossier. POST /_faults arms a
fault, POST /_dossiers puts a record, GET /_ledger tells what was asked and answered, GET /_reports what was reported.
"""
