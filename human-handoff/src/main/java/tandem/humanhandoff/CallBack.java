package tandem.humanhandoff;

import java.time.Instant;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;

/// A promise to call somebody back. Immutable.
///
/// @param reference what the caller was told, as in `CB-1042`
/// @param reason why a human was wanted
public record CallBack(
        String reference, Instant at, CallId call, PartyAddress caller, String reason) {}
