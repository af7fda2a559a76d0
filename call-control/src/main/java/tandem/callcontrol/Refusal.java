package tandem.callcontrol;

import java.time.Duration;
import java.util.Optional;

/// Why a call was not taken: what the wire, the record and the log say.
///
/// @param sipCode the final response, 400-699
/// @param rule the rule or setting that fired, as in `calls.max-concurrent`
/// @param sentence one sentence for whoever reads the record
/// @param retryAfter for 503
public record Refusal(int sipCode, String rule, String sentence, Optional<Duration> retryAfter) {

    public Refusal {
        if (sipCode < 400 || sipCode > 699) {
            throw new IllegalArgumentException("a refusal's SIP code lies in 400-699: " + sipCode);
        }
    }

    public static Refusal of(int sipCode, String rule, String sentence) {
        return new Refusal(sipCode, rule, sentence, Optional.empty());
    }

    public static Refusal later(String rule, String sentence, Duration retryAfter) {
        return new Refusal(503, rule, sentence, Optional.of(retryAfter));
    }
}
