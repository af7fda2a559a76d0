package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One run of the RTP generator against a process. Immutable.
///
/// @param localPort the generator's first, one a leg
/// @param remotePort the subject's first, every second one
record RtpRun(Workshop workshop, Path audio, int legs, int localPort, int remotePort, int seconds) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LATENESS_MICROS = 500;

    /// What the generator measured, as it wrote it; see `rtp-load.c` for the fields.
    record Outcome(JsonNode json) {

        double of(String field) {
            return json.path(field).asDouble();
        }

        /// A generator that is late itself measures nothing.
        boolean isVoid() {
            return of("latenessP99") > LATENESS_MICROS;
        }

        double cpuMicros() {
            return of("cpuMicrosPerLegSecond");
        }
    }

    Outcome against(long pid, int warmupSeconds) throws IOException, BenchException {
        List<String> command =
                List.of(
                        workshop.tool("rtp-load").toString(),
                        "--legs",
                        Integer.toString(legs),
                        "--local-port",
                        Integer.toString(localPort),
                        "--remote-port",
                        Integer.toString(remotePort),
                        "--audio",
                        audio.toString(),
                        "--seconds",
                        Integer.toString(seconds),
                        "--warmup",
                        Integer.toString(warmupSeconds),
                        "--pid",
                        Long.toString(pid),
                        "--core",
                        Integer.toString(Workshop.GENERATOR_CORE));
        try (Child load =
                Child.start(workshop.directory(), "rtp-load", Workshop.GENERATOR_CORE, command)) {
            return new Outcome(JSON.readTree(load.line()));
        }
    }
}
