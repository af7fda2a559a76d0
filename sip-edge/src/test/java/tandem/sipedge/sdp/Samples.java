package tandem.sipedge.sdp;

import java.util.LinkedHashMap;
import java.util.Map;

/// Offers in the forms that phones, gateways, tools and browsers send.
final class Samples {

    private Samples() {}

    static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    static final String BARESIP =
            crlf(
                    """
                    v=0
                    o=- 3902871341 1623 IN IP4 10.0.0.5
                    s=-
                    c=IN IP4 10.0.0.5
                    t=0 0
                    a=tool:baresip 1.0.0
                    m=audio 11436 RTP/AVP 96 0 8 101
                    a=rtpmap:96 opus/48000/2
                    a=fmtp:96 stereo=1;sprop-stereo=1
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:8 PCMA/8000
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-15
                    a=rtcp:11437
                    a=sendrecv
                    a=label:1
                    a=rtcp-rsize
                    a=ssrc:3214554 cname:sip:a@10.0.0.5
                    a=ptime:20
                    """);

    static final String LINPHONE =
            crlf(
                    """
                    v=0
                    o=alice 1893 3291 IN IP4 192.168.1.20
                    s=Talk
                    c=IN IP4 192.168.1.20
                    b=AS:380
                    t=0 0
                    a=ice-pwd:e2f2b5ab5b6c7c3b3b5b2d1e
                    a=ice-ufrag:5b2d1e2f
                    a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics
                    a=record:off
                    m=audio 7078 RTP/AVPF 96 97 98 0 8 101 99 100
                    a=rtpmap:96 opus/48000/2
                    a=fmtp:96 useinbandfec=1
                    a=rtpmap:97 speex/16000
                    a=fmtp:97 vbr=on
                    a=rtpmap:98 speex/8000
                    a=rtpmap:101 telephone-event/48000
                    a=rtpmap:99 telephone-event/16000
                    a=rtpmap:100 telephone-event/8000
                    a=rtcp-fb:* trr-int 5000
                    a=candidate:1 1 UDP 2130706303 192.168.1.20 7078 typ host
                    """);

    static final String SIPP =
            crlf(
                    """
                    v=0
                    o=user1 53655765 2353687637 IN IP4 127.0.1.1
                    s=-
                    c=IN IP4 127.0.1.1
                    t=0 0
                    m=audio 6000 RTP/AVP 0
                    a=rtpmap:0 PCMU/8000
                    """);

    static final String CISCO =
            crlf(
                    """
                    v=0
                    o=CiscoSystemsCCM-SIP 161095 1 IN IP4 10.10.1.5
                    s=SIP Call
                    c=IN IP4 10.10.1.77
                    b=TIAS:64000
                    b=AS:64
                    t=0 0
                    m=audio 24580 RTP/AVP 9 8 0 18 101
                    a=rtpmap:9 G722/8000
                    a=ptime:20
                    a=rtpmap:8 PCMA/8000
                    a=ptime:20
                    a=rtpmap:0 PCMU/8000
                    a=rtpmap:18 G729/8000
                    a=fmtp:18 annexb=no
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-15
                    """);

    static final String SDES =
            crlf(
                    """
                    v=0
                    o=- 1716 1716 IN IP4 198.51.100.1
                    s=snom
                    c=IN IP4 198.51.100.1
                    t=0 0
                    m=audio 51230 RTP/SAVP 8 0 101
                    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:32
                    a=rtpmap:101 telephone-event/8000
                    """);

    static final String WEBRTC =
            crlf(
                    """
                    v=0
                    o=- 4611731400430051336 2 IN IP4 127.0.0.1
                    s=-
                    t=0 0
                    a=group:BUNDLE 0 1
                    a=extmap-allow-mixed
                    a=msid-semantic: WMS
                    m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
                    c=IN IP4 0.0.0.0
                    a=rtcp:9 IN IP4 0.0.0.0
                    a=ice-ufrag:sxeD
                    a=ice-pwd:0Zx4mVz8zQ5uW4y5F0F0F0F0
                    a=fingerprint:sha-256 D1:2C:BE:AD:C4:F6:64:5C:25:16:11:9C:AF:E7:0F:73:79:36:4E:9C:1E:15:54:39:0C:06:8B:ED:96:86:00:39
                    a=setup:actpass
                    a=mid:0
                    a=rtcp-mux
                    a=rtpmap:111 opus/48000/2
                    m=video 9 UDP/TLS/RTP/SAVPF 96
                    c=IN IP4 0.0.0.0
                    a=mid:1
                    """);

    static final String IPV6 =
            crlf(
                    """
                    v=0
                    o=- 1 1 IN IP6 2001:db8::1
                    s=
                    c=IN IP6 2001:db8::1
                    t=0 0
                    m=audio 4000 RTP/AVP 8
                    """);

    static final String TRUNK_WITH_VIDEO =
            crlf(
                    """
                    v=0
                    o=root 1821 1821 IN IP4 203.0.113.9
                    s=Asterisk PBX 18
                    i=a call
                    u=http://example.invalid/
                    e=ops@example.invalid
                    p=+1 617 555 0100
                    c=IN IP4 203.0.113.9
                    b=CT:384
                    t=0 0
                    r=604800 3600 0 90000
                    a=sendonly
                    m=video 5000 RTP/AVP 96
                    a=rtpmap:96 H264/90000
                    m=audio 5002 RTP/AVP 98 97
                    i=speech
                    c=IN IP4 203.0.113.10
                    b=AS:64
                    a=rtpmap:98 pcmu/8000/1
                    a=rtpmap:97 TELEPHONE-EVENT/8000
                    a=fmtp:97 0-11,66,70
                    a=ptime:40
                    a=rtcp:5500 IN IP4 203.0.113.11
                    m=application 5004 udp wb
                    """);

    static Map<String, String> all() {
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("baresip", BARESIP);
        samples.put("linphone", LINPHONE);
        samples.put("sipp", SIPP);
        samples.put("cisco", CISCO);
        samples.put("sdes", SDES);
        samples.put("webrtc", WEBRTC);
        samples.put("ipv6", IPV6);
        samples.put("trunk with video", TRUNK_WITH_VIDEO);
        return samples;
    }
}
