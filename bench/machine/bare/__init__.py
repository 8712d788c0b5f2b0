"""The reference: a Django project with nothing but a table or two. It imports nothing of the product."""
