package tandem.callcontrol;

import tandem.agentloop.Agent;

/// The world as a call sees it. Immutable; everything in it is thread-safe.
record CallPorts(
        Signaling signaling,
        MediaPlane media,
        Agent agent,
        Recorder recorder,
        CallJournal journal,
        HumanDesk desk) {}
