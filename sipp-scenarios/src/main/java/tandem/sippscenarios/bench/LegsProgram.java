package tandem.sippscenarios.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.MediaPlane;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.LegId;
import tandem.callmodel.time.Time;
import tandem.media.EmbeddedMediaPlane;
import tandem.media.MediaSettings;
import tandem.media.PortRange;
import tandem.sippscenarios.rtp.G711;

/// A program of its own: media legs without any signalling, each hearing the generator and playing
/// speech back to it without end.
///
/// Commands by lines on standard input: `open` answers `ready`, `close` answers one JSON object
/// with how the legs fared; the end of the input ends the program. Confined to the main thread, but
/// for the feeder.
final class LegsProgram {

    private static final Duration FOREVER = Duration.ofHours(1);
    private static final List<Duration> SUSTAINED =
            List.of(Duration.ofMillis(60), Duration.ofMillis(140));

    private final MediaPlane plane;
    private final int legs;
    private final int generatorPort;
    private final int firstPort;
    private final LongAdder events = new LongAdder();
    private final Feeder feeder;
    private final List<MediaLeg> open = new ArrayList<>();

    private LegsProgram(
            MediaPlane plane, int legs, int firstPort, int generatorPort, Feeder feeder) {
        this.plane = plane;
        this.legs = legs;
        this.firstPort = firstPort;
        this.generatorPort = generatorPort;
        this.feeder = feeder;
    }

    /// @param arguments legs, own first port, the generator's first port, true for real-time
    ///   scheduling, a file of mu-law speech to play
    public static void main(String[] arguments)
            throws IOException, StartException, InterruptedException {
        int legs = Integer.parseInt(arguments[0]);
        int firstPort = Integer.parseInt(arguments[1]);
        int generatorPort = Integer.parseInt(arguments[2]);
        boolean realTime = Boolean.parseBoolean(arguments[3]);
        short[] speech = decode(Files.readAllBytes(Path.of(arguments[4])));
        Time time = Time.system();
        MediaSettings settings =
                settings(new PortRange(firstPort, firstPort + 2 * legs - 1), realTime);
        try (EmbeddedMediaPlane plane =
                        new EmbeddedMediaPlane(settings, time, new SimpleMeterRegistry());
                Feeder feeder = new Feeder(speech)) {
            plane.start();
            feeder.start();
            new LegsProgram(plane, legs, firstPort, generatorPort, feeder).obey();
        }
    }

    private static MediaSettings settings(PortRange ports, boolean realTime) {
        MediaSettings by = MediaSettings.defaults();
        return new MediaSettings(
                InetAddress.getLoopbackAddress(),
                by.advertisedAddress(),
                ports,
                1,
                by.backend(),
                realTime,
                by.trafficClass(),
                by.latching(),
                by.maxLegs(),
                by.longestHold(),
                by.voiceHangover(),
                by.playoutLead(),
                by.duckDecibels(),
                by.keyDuration(),
                by.controlInterval());
    }

    private static short[] decode(byte[] law) {
        short[] samples = new short[law.length];
        for (int i = 0; i < law.length; i++) {
            samples[i] = G711.PCMU.decode(law[i]);
        }
        return samples;
    }

    private void obey() throws IOException {
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            switch (line) {
                case "open" -> openAll();
                case "close" -> closeAll();
                default -> throw new IOException("no such command: " + line);
            }
        }
    }

    private void openAll() throws IOException {
        for (int n = 0; n < legs; n++) {
            LegId id = LegId.caller(CallId.of(new UUID(0, n)));
            MediaPlane.LegOptions options = new MediaPlane.LegOptions(SUSTAINED, FOREVER);
            switch (plane.open(id, options, this::happened)) {
                case MediaPlane.Opened.Ready(MediaLeg leg) -> {
                    leg.connect(media((leg.local().port() - firstPort) / 2));
                    open.add(leg);
                }
                case MediaPlane.Opened.Refused refused -> throw new IOException(refused.sentence());
            }
        }
        feeder.feed(open);
        System.out.println("ready");
    }

    private NegotiatedMedia media(int number) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new NegotiatedMedia(
                new MediaAddress(loopback, generatorPort + number),
                // The discard port: reports cost what they cost, and nobody counts them.
                new MediaAddress(loopback, 9),
                Codec.PCMU,
                0,
                OptionalInt.empty(),
                Duration.ofMillis(20),
                Direction.SEND_RECEIVE);
    }

    private void happened(MediaEvent event) {
        events.increment();
    }

    private void closeAll() {
        feeder.feed(List.of());
        long received = 0;
        long lost = 0;
        long late = 0;
        long concealed = 0;
        long lateSends = 0;
        for (MediaLeg leg : open) {
            LegQuality quality = leg.quality();
            received += quality.received();
            lost += quality.lost();
            late += quality.late();
            concealed += quality.concealedFrames();
            lateSends += quality.lateSends();
            leg.close();
        }
        open.clear();
        System.out.println(
                "{\"received\":%d,\"lost\":%d,\"late\":%d,\"concealed\":%d,\"lateSends\":%d,\"events\":%d}"
                        .formatted(
                                received, lost, late, concealed, lateSends, events.sumThenReset()));
    }
}
