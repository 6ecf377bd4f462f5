"""Who is talking: contacts, the privacy notice, and the tie between an OpenID and a person of the roster."""
