package tandem.sippscenarios.sipp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the audio that SIPp plays: speech by flite as raw mu-law, keys as a capture of RFC 4733
/// packets.
final class Audio {

    private static final int EVENT_PAYLOAD_TYPE = 101;

    private Audio() {}

    /// Writes `audio.ul`, `goodbye.ul` and `keys.pcap` into `directory`.
    static void make(Path directory) throws Exception {
        speak(directory, "audio", "i would like to know when are you open on saturday");
        speak(directory, "goodbye", "goodbye");
        Files.write(directory.resolve("keys.pcap"), capture("482915#"));
    }

    private static void speak(Path directory, String name, String text) throws Exception {
        run(directory, "flite", "-voice", "rms", "-t", text, "-o", name + ".wav");
        run(
                directory,
                "sox",
                name + ".wav",
                "-r",
                "8000",
                "-c",
                "1",
                "-t",
                "raw",
                "-e",
                "mu-law",
                name + ".ul",
                "pad",
                "0.2",
                "1.5");
    }

    static void run(Path directory, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /// A pcap file (link type Ethernet) of telephone events: 100 ms a key, the end three times, 100
    /// ms between keys.
    static byte[] capture(String keys) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xa1b2c3d4);
        out.writeShort(2);
        out.writeShort(4);
        out.writeInt(0);
        out.writeInt(0);
        out.writeInt(65_535);
        out.writeInt(1);
        int sequence = 100;
        int milliseconds = 0;
        for (int key = 0; key < keys.length(); key++) {
            int event = "0123456789*#ABCD".indexOf(keys.charAt(key));
            int timestamp = 8_000 + key * 1_600;
            for (int packet = 0; packet < 7; packet++) {
                boolean end = packet >= 4;
                int duration = Math.min(packet + 1, 5) * 160;
                byte[] rtp = event(sequence++, timestamp, packet == 0, event, end, duration);
                frame(out, milliseconds + packet * 20, rtp);
            }
            milliseconds += 240;
        }
        return bytes.toByteArray();
    }

    private static byte[] event(
            int sequence, int timestamp, boolean marker, int event, boolean end, int duration)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0x80);
        out.writeByte((marker ? 0x80 : 0) | EVENT_PAYLOAD_TYPE);
        out.writeShort(sequence);
        out.writeInt(timestamp);
        out.writeInt(0x7a11);
        out.writeByte(event);
        out.writeByte((end ? 0x80 : 0) | 10);
        out.writeShort(duration);
        return bytes.toByteArray();
    }

    private static void frame(DataOutputStream out, int milliseconds, byte[] rtp)
            throws IOException {
        int udpLength = 8 + rtp.length;
        int ipLength = 20 + udpLength;
        out.writeInt(milliseconds / 1000);
        out.writeInt(milliseconds % 1000 * 1000);
        out.writeInt(14 + ipLength);
        out.writeInt(14 + ipLength);
        out.write(new byte[12]);
        out.writeShort(0x0800);
        out.writeByte(0x45);
        out.writeByte(0);
        out.writeShort(ipLength);
        out.writeInt(0);
        out.writeByte(64);
        out.writeByte(17);
        out.writeShort(0);
        out.writeInt(0x7f000001);
        out.writeInt(0x7f000001);
        out.writeShort(6_000);
        out.writeShort(6_000);
        out.writeShort(udpLength);
        out.writeShort(0);
        out.write(rtp);
    }
}
