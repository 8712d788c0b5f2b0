"""Who someone is: citizens by a national identity provider, officers by password and second factor; roles.

Words: account (someone who can log in), issuer and subject (all that a citizen is known by), assurance (how
well an identity is proven), second factor (a code of the officer's telephone), grant (a role with dates).
Invariants: one person has one account; an officer acts only after both steps, with the roles in force today;
each code works once; what is proven of a citizen is kept sealed.
"""
