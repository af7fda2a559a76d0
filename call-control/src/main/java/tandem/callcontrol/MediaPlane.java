package tandem.callcontrol;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tandem.callmodel.LegId;

/// Opens media legs. Thread-safe.
public interface MediaPlane extends AutoCloseable {

    /// @throws StartException when sockets or threads cannot be had
    void start() throws StartException;

    /// Binds a port and starts receiving; the leg sends once [MediaLeg#connect] told it where.
    /// Never waits for the network.
    ///
    /// @param events called on the leg's loop thread: must hand over without waiting
    Opened open(LegId leg, LegOptions options, Consumer<MediaEvent> events);

    @Override
    void close();

    /// What came of opening a leg.
    sealed interface Opened {
        record Ready(MediaLeg leg) implements Opened {}

        /// `sentence` says what ran out.
        record Refused(String rule, String sentence) implements Opened {}
    }

    /// @param sustained thresholds of voiced speech at which
    ///   [tandem.callmodel.audio.VoiceActivity.Sustained] is wanted, ascending
    /// @param inactivity receive nothing for so long and `TimedOut` is sent
    record LegOptions(List<Duration> sustained, Duration inactivity) {
        public LegOptions {
            sustained = List.copyOf(sustained);
        }
    }
}
