package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A softphone that is not ours calls the packaged server and converses with it.
class SoftphoneIT {

    /// What baresip loads and where it keeps things; its recordings are what it sent and heard.
    private static final String CONFIG =
            """
            poll_method epoll
            sip_listen 127.0.0.1:PORT
            call_max_calls 4
            audio_source aufile,DIRECTORY/caller.wav
            audio_alert aufile,DIRECTORY/caller.wav
            ausrc_srate 8000
            auplay_srate 8000
            ausrc_channels 1
            auplay_channels 1
            jitter_buffer_delay 5-10
            module_path MODULES
            module g711.so
            module sndfile.so
            snd_path DIRECTORY
            module aufile.so
            module_tmp account.so
            module_app menu.so
            statmode_default off
            """;

    /// Seconds of silence before the question: the greeting takes about seven.
    private static final String GREETING_SECONDS = "9";

    private static final double SPEECH_RMS = 300;

    @TempDir Path directory;

    @Test
    void baresip_asks_when_we_are_open_and_hears_the_answer() throws Exception {
        prepare();
        try (ServerProcess server = ServerProcess.start(directory)) {
            Process baresip =
                    new ProcessBuilder(
                                    "baresip",
                                    "-4",
                                    "-n",
                                    "127.0.0.1",
                                    "-f",
                                    directory.toString(),
                                    "-e",
                                    "/dial sip:support@" + server.sipAddress(),
                                    "-t",
                                    "45")
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(directory.resolve("baresip.log").toFile())
                            .start();
            try {
                awaitAnswer(server);
            } finally {
                baresip.destroy();
                if (!baresip.waitFor(30, TimeUnit.SECONDS)) {
                    baresip.destroyForcibly();
                }
            }
            assertThat(factsOf(server, "caller_turn")).anyMatch(line -> line.contains("open"));
            assertThat(loudestSecond(heard())).isGreaterThan(SPEECH_RMS);
            server.await("tandem_calls_active", 0);
        }
    }

    private void prepare() throws Exception {
        Audio.run(directory, "flite", "-voice", "rms", "-t", "when are you open", "-o", "q.wav");
        Audio.run(
                directory,
                "sox",
                "q.wav",
                "-r",
                "8000",
                "-c",
                "1",
                "-b",
                "16",
                "caller.wav",
                "pad",
                GREETING_SECONDS,
                "60");
        int port = freePort();
        Files.writeString(
                directory.resolve("config"),
                CONFIG.replace("PORT", "" + port)
                        .replace("MODULES", modules().toString())
                        .replace("DIRECTORY", directory.toString()));
        Files.writeString(
                directory.resolve("accounts"),
                "<sip:caller@127.0.0.1:" + port + ">;regint=0;audio_codecs=PCMU/8000/1\n");
        Files.writeString(directory.resolve("contacts"), "");
    }

    /// Waits until the server has timed the answer to a caller's turn: it is on the wire then.
    private static void awaitAnswer(ServerProcess server) throws Exception {
        server.awaitJournal("caller_turn");
        server.awaitJournal("turn_timed");
    }

    private static Stream<String> factsOf(ServerProcess server, String type) throws IOException {
        return server.journal().lines().filter(line -> line.contains("\"" + type + "\""));
    }

    private Path heard() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith("-dec.wav"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /// Root mean square of the loudest second of a WAV of 16-bit mono samples at 8 kHz.
    private static double loudestSecond(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        double loudest = 0;
        for (int start = 44; start + 16_000 <= bytes.limit(); start += 16_000) {
            double squares = 0;
            for (int at = start; at < start + 16_000; at += 2) {
                squares += (double) bytes.getShort(at) * bytes.getShort(at);
            }
            loudest = Math.max(loudest, Math.sqrt(squares / 8_000));
        }
        return loudest;
    }

    private static Path modules() throws IOException {
        for (String place :
                new String[] {"/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules"}) {
            if (Files.isDirectory(Path.of(place))) {
                return Path.of(place);
            }
        }
        throw new IOException("baresip is not installed (Debian package baresip-core)");
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            return socket.getLocalPort();
        }
    }
}
