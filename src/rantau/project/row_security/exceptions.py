"""Tables without policy, and why. tests/architecture fails on a table that is neither here nor protected."""

from __future__ import annotations

WITHOUT_POLICY = {
    "areas_area": "codes and names of areas are public",
    "areas_areacodechange": "public",
    "areas_boundary": "public",
    "areas_localcontact": "telephone numbers of services; public",
    "areas_population": "public",
    "sources_placeanswer": "what a place name means; names no person",
    "sources_publishedtotal": "numbers that an institution published",
    "jobs_progress": "counts of long work, written by a connection of its own; what it says at its end is sealed",
    "limits_tries": "keyed hashes, counted before it is known who tries",
    "rantau_sessions_session": "sealed, found by a keyed hash alone, needed before it is known who acts",
    "mfa_authenticator": "sealed for its account, needed while somebody logs in",
    "account_emailaddress": "never filled: nobody logs in by mail",
    "account_emailconfirmation": "never filled",
}
