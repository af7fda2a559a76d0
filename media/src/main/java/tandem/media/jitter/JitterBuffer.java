package tandem.media.jitter;

import tandem.media.g711.G711;
import tandem.media.loop.Datagram;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.RtpPacket;

/// Turns packets into one unbroken run of samples on the leg's clock.
///
/// Made for a listener that is a recogniser and no loudspeaker: a packet in order passes at once.
/// Only behind a hole do packets wait, for as long as this line's packets are known to be late;
/// then the hole is concealed. When nothing comes at all the clock itself asks for samples, so that
/// they never fall behind wall time; where sender's and our clock differ, 10 ms are left out or put
/// in while nobody speaks. Ticks are samples at 8 kHz since the leg began. Confined to the loop.
public final class JitterBuffer {

    private static final int FRAME = FrameAssembler.FRAME;

    /// A sequence number so far off is a new stream, once its successor confirms it (RFC 3550 A.1).
    private static final int DROPOUT = 1_000;

    private static final int TIMESTAMP_JUMP = 1_600;
    private static final int TIMESTAMP_BACK = -8_000;
    private static final int TOO_EARLY = 4_000;
    private static final int TOO_LATE = 8_000;
    private static final int LATE_IN_A_ROW = 4;

    /// So many behind the sequence and none in it: the sender began anew.
    private static final int RESTARTED_IN_A_ROW = 8;

    private static final int SHORTEST_HOLD = 80;

    /// Nothing is held up while no later packet is there, so the clock may wait longer than a hole.
    private static final int CLOCK_PATIENCE = 320;

    private static final int DORMANT_AFTER = 4_000;

    private final FrameAssembler assembler;
    private final LegCounters counters;
    private final LineState line;
    private final DelayTracker delay;
    private final DriftCorrection drift = new DriftCorrection();
    private final SequenceWindow window = new SequenceWindow();
    private final StoredPackets stored = new StoredPackets();
    private final Concealer concealer = new Concealer();
    private final short[] samples = new short[Datagram.CAPACITY];
    private G711 law = G711.MU_LAW;
    private boolean active;
    private long expected;
    private int unconfirmed = -1;
    private int anchorTimestamp;
    private long anchorTick;
    private int lateInARow;
    private long lastPacketTick;

    /// @param longestHoldTicks bound of the wait behind a hole
    public JitterBuffer(
            FrameSink sink, LineState line, LegCounters counters, int longestHoldTicks) {
        this.assembler = new FrameAssembler(sink);
        this.line = line;
        this.counters = counters;
        this.delay = new DelayTracker(SHORTEST_HOLD, longestHoldTicks);
    }

    /// What the payload is from now on.
    public void decodeBy(G711 law) {
        this.law = law;
    }

    /// Forgets the stream: the next packet begins a new one.
    public void restart() {
        active = false;
        unconfirmed = -1;
        stored.clear();
    }

    /// The packet's payload is audio.
    public void audio(RtpPacket packet, long nowTick, long nanos) {
        take(packet, packet.payloadLength(), nowTick, nanos);
    }

    /// The packet took a sequence number and carries no audio; the sender says nothing meanwhile.
    public void noAudio(RtpPacket packet, long nowTick, long nanos) {
        concealer.forget();
        take(packet, 0, nowTick, nanos);
    }

    /// 20 ms have passed: makes up what should long be here.
    public void clock(long nowTick, long nanos) {
        if (active) {
            giveUpOverdue(nowTick, nanos);
            long patience = delay.holdTicks() + CLOCK_PATIENCE + delay.least();
            while (assembler.nextTick() + patience < nowTick) {
                counters.count(LegCount.CONCEALED);
                conceal(assembler.room(), nanos);
            }
            if (nowTick - lastPacketTick > DORMANT_AFTER) {
                restart();
            }
        } else {
            while (assembler.nextTick() + FRAME <= nowTick) {
                conceal(assembler.room(), nanos);
            }
        }
    }

    /// How long packets are waited for, in ticks.
    public int holdTicks() {
        return delay.holdTicks();
    }

    private void take(RtpPacket packet, int length, long nowTick, long nanos) {
        if (!active) {
            begin(packet, nowTick);
        }
        long sequence = window.extend(packet.sequence());
        long ahead = sequence - expected;
        if (ahead > DROPOUT || ahead < -DROPOUT) {
            if (packet.sequence() != unconfirmed) {
                unconfirmed = (packet.sequence() + 1) & 0xFFFF;
                return;
            }
            restart();
            begin(packet, nowTick);
            sequence = expected;
            ahead = 0;
        }
        if (!window.mark(sequence)) {
            counters.count(LegCount.DUPLICATES);
            return;
        }
        lastPacketTick = nowTick;
        if (length > 0) {
            measure(place(packet.timestamp()), nowTick);
        }
        if (ahead < 0) {
            counters.count(LegCount.LATE);
            lateInARow++;
            if (lateInARow >= RESTARTED_IN_A_ROW) {
                restart();
            }
        } else if (ahead == 0) {
            pass(packet, length, nowTick, nanos);
        } else {
            hold(packet, sequence, length, nowTick, nanos);
        }
    }

    /// A place out of all proportion is no delay: it must not make the clock run.
    private void measure(long place, long nowTick) {
        if (place <= nowTick + TOO_EARLY && place >= nowTick - TOO_LATE) {
            delay.packet(nowTick, place);
        }
    }

    private void begin(RtpPacket packet, long nowTick) {
        active = true;
        concealer.forget();
        window.restart(packet.sequence());
        expected = packet.sequence();
        delay.restart(nowTick);
        anchor(packet.timestamp());
        lateInARow = 0;
        unconfirmed = -1;
    }

    private void pass(RtpPacket packet, int length, long nowTick, long nanos) {
        expected++;
        deliver(
                packet.timestamp(),
                packet.bytes(),
                packet.payloadOffset(),
                length,
                packet.marker(),
                nowTick,
                nanos);
        drain(nowTick);
    }

    private void hold(RtpPacket packet, long sequence, int length, long nowTick, long nanos) {
        while (sequence - expected >= StoredPackets.CAPACITY && !stored.isEmpty()) {
            giveUp(nowTick, nanos);
        }
        boolean fits = length <= StoredPackets.LONGEST_PAYLOAD;
        if (sequence - expected < StoredPackets.CAPACITY && fits) {
            byte[] bytes = packet.bytes();
            stored.put(sequence, packet.timestamp(), bytes, packet.payloadOffset(), length, nanos);
            giveUpOverdue(nowTick, nanos);
        } else {
            while (!stored.isEmpty()) {
                giveUp(nowTick, nanos);
            }
            expected = sequence;
            pass(packet, length, nowTick, nanos);
        }
    }

    private void giveUpOverdue(long nowTick, long nanos) {
        long due = assembler.nextTick() + delay.least() + delay.holdTicks();
        if (!stored.isEmpty() && nowTick >= due) {
            giveUp(nowTick, nanos);
        }
    }

    /// The hole before the first stored packet stays one.
    private void giveUp(long nowTick, long nanos) {
        long first = stored.firstFrom(expected);
        long gap = place(stored.timestamp(first)) - assembler.nextTick();
        if (gap > 0 && gap <= TIMESTAMP_JUMP) {
            for (long n = 0; n < gap; n += FRAME) {
                counters.count(LegCount.CONCEALED);
            }
            conceal((int) gap, nanos);
        }
        expected = first;
        drain(nowTick);
    }

    private void drain(long nowTick) {
        while (!stored.isEmpty() && stored.holds(expected)) {
            long sequence = expected++;
            stored.remove(sequence);
            deliver(
                    stored.timestamp(sequence),
                    stored.bytes(),
                    stored.offset(sequence),
                    stored.length(sequence),
                    false,
                    nowTick,
                    stored.arrivalNanos(sequence));
        }
    }

    private void deliver(
            int timestamp,
            byte[] payload,
            int offset,
            int length,
            boolean marker,
            long nowTick,
            long nanos) {
        if (length == 0) {
            return;
        }
        long place = place(timestamp);
        long gap = place - assembler.nextTick();
        boolean jumped = gap > TIMESTAMP_JUMP && place > nowTick + TIMESTAMP_JUMP;
        if (gap < 0 && gap + length <= 0) {
            lateInARow++;
            jumped = marker || lateInARow >= LATE_IN_A_ROW || gap < TIMESTAMP_BACK;
            if (!jumped) {
                counters.count(LegCount.LATE);
                return;
            }
        }
        lateInARow = 0;
        if (jumped) {
            anchor(timestamp);
            delay.restart(nowTick);
            gap = 0;
        } else if (place > nowTick + TOO_EARLY) {
            counters.count(LegCount.LATE);
            return;
        }
        if (gap > 0) {
            // Sequence numbers ran on and time did too: the sender said nothing.
            concealer.forget();
            conceal((int) gap, nanos);
        }
        anchorTick = place(timestamp);
        anchorTimestamp = timestamp;
        append(payload, offset, length, (int) Math.min(gap, 0), nanos);
    }

    /// @param overlap negative: so many samples were made up already
    private void append(byte[] payload, int offset, int length, int overlap, long nanos) {
        int start = -overlap;
        int correction = drift.correct(delay.least(), line.isQuiet());
        if (correction > 0) {
            conceal(correction, nanos);
            move(correction);
        } else if (correction < 0 && length - start > -correction) {
            start -= correction;
            move(correction);
        }
        law.decode(payload, offset, length, samples, 0);
        concealer.heard(samples, start, length - start);
        assembler.append(samples, start, length - start, false, nanos);
    }

    private void move(int ticks) {
        anchorTick += ticks;
        delay.moved(ticks);
    }

    private void conceal(int length, long nanos) {
        int left = length;
        while (left > 0) {
            int part = Math.min(left, FRAME);
            concealer.make(samples, 0, part, line.noisePeak());
            assembler.append(samples, 0, part, true, nanos);
            left -= part;
        }
    }

    private void anchor(int timestamp) {
        anchorTimestamp = timestamp;
        anchorTick = assembler.nextTick();
    }

    private long place(int timestamp) {
        return anchorTick + (timestamp - anchorTimestamp);
    }
}
