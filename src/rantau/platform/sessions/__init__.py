"""Sessions (sesi masuk): kept by the HMAC of their key, sealed, and known by account so that they can be ended."""
