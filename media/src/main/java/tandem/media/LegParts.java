package tandem.media;

import tandem.media.playout.LegPlayout;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.SourceGate;

/// What a leg is made of; each part says whose it is.
record LegParts(
        SocketPair sockets,
        SourceGate gate,
        LegCounters counters,
        LegGauges gauges,
        Taps heardTaps,
        Taps sentTaps,
        LegPlayout playout,
        ReceivePath receive,
        SendPath send,
        ControlPath control) {}
