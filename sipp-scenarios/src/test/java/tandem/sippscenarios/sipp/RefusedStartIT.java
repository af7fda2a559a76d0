package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot start says why, once, and leaves nothing running; exit status 2.
class RefusedStartIT {

    private static final String LOOPBACK = "sip.bind-address=127.0.0.1";

    @TempDir Path directory;

    @Test
    void a_taken_sip_port_is_named() throws Exception {
        try (DatagramSocket taken =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            String port = "" + taken.getLocalPort();
            refusedBecauseOf(port, LOOPBACK, "sip.port=" + port, "http.port=0");
        }
    }

    @Test
    void a_taken_http_port_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = "" + taken.getLocalPort();
            refusedBecauseOf(port, LOOPBACK, "sip.port=0", "http.port=" + port);
        }
    }

    @Test
    void all_wrong_settings_are_told_at_once() throws Exception {
        ServerProcess.Ended ended =
                ServerProcess.refused(
                        directory,
                        "sip.prot=5060",
                        "sip.port=70000",
                        "calls.ring-time=soon",
                        "calls.max-concurrent=many");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.message())
                .contains("sip.prot", "70000", "calls.ring-time", "calls.max-concurrent");
    }

    @Test
    void a_missing_model_names_the_package_that_has_it() throws Exception {
        refusedBecauseOf(
                "pocketsphinx-en-us",
                LOOPBACK,
                "sip.port=0",
                "http.port=0",
                "recognizer.model=" + directory.resolve("nowhere"));
    }

    @Test
    void a_recordings_folder_that_cannot_be_made_is_named() throws Exception {
        // A file where the folder should be stops even the superuser.
        Files.createDirectories(directory.resolve("data"));
        Path recordings = Files.writeString(directory.resolve("data/recordings"), "in the way");
        refusedBecauseOf(recordings.toString(), LOOPBACK, "sip.port=0", "http.port=0");
    }

    @Test
    void a_flow_file_with_errors_is_refused_with_its_lines() throws Exception {
        Path flow = directory.resolve("flow.yaml");
        Files.writeString(
                flow,
                """
                name: broken
                languages: [en]
                greetign:
                  disclosure: Hello.
                intents:
                  hours:
                    examples: 5
                """);
        ServerProcess.Ended ended =
                ServerProcess.refused(
                        directory, LOOPBACK, "sip.port=0", "http.port=0", "flow.file=" + flow);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.message()).contains("flow.yaml:3:", "flow.yaml:7:");
        assertThat(ended.leftRunning()).isZero();
    }

    private void refusedBecauseOf(String reason, String... settings) throws Exception {
        ServerProcess.Ended ended = ServerProcess.refused(directory, settings);
        assertThat(ended.status()).as(ended.message()).isEqualTo(2);
        assertThat(ended.message().lines().filter(line -> line.startsWith("tandem:")))
                .singleElement()
                .asString()
                .contains(reason);
        assertThat(ended.leftRunning()).isZero();
    }
}
