package tandem.sippscenarios.load;

import java.util.Map;
import java.util.TreeMap;

/// What came of a load. Immutable.
///
/// @param outcomes calls by what became of them, as in `talked`, `cancelled`, `refused 503`
/// @param unplanned calls that ended as nobody meant them to
/// @param setupMillis of answered calls: p50, p99 and the longest
public record LoadResult(
        int calls,
        Map<String, Integer> outcomes,
        int unplanned,
        Setup setupMillis,
        long packetsSent,
        long packetsReceived,
        long packetsLost,
        double longestGapMillis,
        double sendLateMillis) {

    /// Milliseconds from INVITE to 200.
    public record Setup(double median, double p99, double longest) {}

    public LoadResult {
        outcomes = Map.copyOf(new TreeMap<>(outcomes));
    }
}
