"""Who someone is: citizens by a national identity provider, officers by password and second factor; roles."""
