package tandem.callcontrol;

import java.time.Duration;

/// How a leg fared, both ways. Immutable snapshot.
///
/// @param lost packets that never came
/// @param late packets that came after their time
/// @param concealedFrames frames made up
/// @param jitter interarrival jitter (RFC 3550 §6.4.1)
/// @param remoteLossPercent what the far end reported of us by RTCP; -1: nothing reported
/// @param roundTrip by RTCP; zero: unknown
/// @param mos estimated listening quality 1-4.5 (ITU-T G.107)
/// @param lateSends packets we sent more than 5 ms after their time
public record LegQuality(
        long received,
        long sent,
        long lost,
        long late,
        long duplicates,
        long strangers,
        long malformed,
        long concealedFrames,
        Duration jitter,
        double remoteLossPercent,
        Duration roundTrip,
        double mos,
        long lateSends) {

    public static final LegQuality NONE =
            new LegQuality(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, -1, Duration.ZERO, 4.4, 0);
}
