// Sends G.711 RTP on many legs at absolute deadlines and measures what comes back by kernel receive timestamps.
//
// One thread, one socket a leg, legs spread over forty slots of the 20 ms frame. Its own lateness is part of the result: a
// round whose lateness p99 exceeds 0.5 ms is void. The CPU time of the process under test is read from that process'
// CPU clock at both ends of the measured window. Prints one JSON object.
//
//   rtp-load --legs N --local-port P --remote-port Q [--remote-step 2] --audio FILE.ul
//            [--seconds 10] [--warmup 3] [--pid PID] [--core C]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define FRAME_NS 20000000LL
#define SLOTS 40
#define PAYLOAD 160
#define PACKET (12 + PAYLOAD)
#define BUCKETS 200001 // microseconds 0 .. 200 ms

struct leg {
    int fd;
    struct sockaddr_in to;
    uint16_t seq;
    uint32_t stamp;
    size_t audio;
    // what came back, in the window
    uint64_t received;
    uint64_t lost;
    int started;
    uint16_t last_seq;
    int64_t first_ns;
    int64_t last_ns;
    int64_t frames_between; // by sequence numbers, first to last
    int64_t last_gap_ns;
};

static uint32_t gap_histogram[BUCKETS], lateness_histogram[BUCKETS];
static uint64_t gaps, latenesses, bursts, sent_in_window;

static int64_t now_ns(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void count(uint32_t *histogram, uint64_t *total, int64_t ns) {
    int64_t us = (ns < 0 ? -ns : ns) / 1000;
    histogram[us >= BUCKETS ? BUCKETS - 1 : us]++;
    (*total)++;
}

static double percentile(const uint32_t *histogram, uint64_t total, double p) {
    uint64_t need = (uint64_t)(total * p / 100.0), seen = 0;
    for (int us = 0; us < BUCKETS; us++) {
        seen += histogram[us];
        if (seen > need || (seen == total && total)) return us;
    }
    return 0;
}

static void receive(struct leg *leg, int measuring) {
    unsigned char packet[2048];
    char control[256];
    for (;;) {
        struct iovec part = {packet, sizeof packet};
        struct msghdr message = {0};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        ssize_t length = recvmsg(leg->fd, &message, MSG_DONTWAIT);
        if (length < 12) return;
        if (!measuring) continue;
        int64_t at = 0;
        for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c))
            if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
                struct timespec t;
                memcpy(&t, CMSG_DATA(c), sizeof t);
                at = t.tv_sec * 1000000000LL + t.tv_nsec;
            }
        uint16_t seq = (uint16_t)(packet[2] << 8 | packet[3]);
        leg->received++;
        if (!leg->started) {
            leg->started = 1;
            leg->first_ns = at;
        } else {
            uint16_t step = (uint16_t)(seq - leg->last_seq);
            if (step == 0 || step > 1000) continue; // doubled or late: not a gap
            leg->lost += step - 1u;
            leg->frames_between += step;
            int64_t gap = at - leg->last_ns;
            count(gap_histogram, &gaps, gap - step * FRAME_NS);
            if (leg->last_gap_ns > FRAME_NS + 5000000 && gap < 5000000) bursts++;
            leg->last_gap_ns = gap;
        }
        leg->last_seq = seq;
        leg->last_ns = at;
    }
}

static int64_t option(const char *text, const char *name) {
    char *end;
    long long value = strtoll(text, &end, 10);
    if (*end || value < 0) {
        fprintf(stderr, "rtp-load: --%s wants a number, not '%s'\n", name, text);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv) {
    int legs = 0, local = 0, remote = 0, step = 2, seconds = 10, warmup = 3, core = -1;
    pid_t pid = 0;
    const char *audio_file = NULL;
    static const struct option options[] = {
        {"legs", 1, 0, 'n'},    {"local-port", 1, 0, 'l'}, {"remote-port", 1, 0, 'r'},
        {"remote-step", 1, 0, 's'}, {"audio", 1, 0, 'a'},  {"seconds", 1, 0, 't'},
        {"warmup", 1, 0, 'w'},  {"pid", 1, 0, 'p'},        {"core", 1, 0, 'c'},
        {0, 0, 0, 0}};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (o) {
            case 'n': legs = option(optarg, "legs"); break;
            case 'l': local = option(optarg, "local-port"); break;
            case 'r': remote = option(optarg, "remote-port"); break;
            case 's': step = option(optarg, "remote-step"); break;
            case 'a': audio_file = optarg; break;
            case 't': seconds = option(optarg, "seconds"); break;
            case 'w': warmup = option(optarg, "warmup"); break;
            case 'p': pid = option(optarg, "pid"); break;
            case 'c': core = option(optarg, "core"); break;
            default: return 2;
        }
    if (!legs || !local || !remote || !audio_file) {
        fprintf(stderr, "rtp-load: --legs, --local-port, --remote-port and --audio are needed\n");
        return 2;
    }
    FILE *file = fopen(audio_file, "rb");
    if (!file) {
        fprintf(stderr, "rtp-load: cannot read %s: %s\n", audio_file, strerror(errno));
        return 2;
    }
    static unsigned char audio[8000 * 60];
    size_t audio_length = fread(audio, 1, sizeof audio, file) / PAYLOAD * PAYLOAD;
    fclose(file);
    if (!audio_length) {
        fprintf(stderr, "rtp-load: %s holds less than one frame\n", audio_file);
        return 2;
    }

    struct rlimit files = {legs + 64, legs + 64};
    setrlimit(RLIMIT_NOFILE, &files);
    if (core >= 0) {
        cpu_set_t set;
        CPU_ZERO(&set);
        CPU_SET(core, &set);
        sched_setaffinity(0, sizeof set, &set);
    }
    struct sched_param priority = {.sched_priority = 10};
    int fifo = sched_setscheduler(0, SCHED_FIFO, &priority) == 0;
    mlockall(MCL_CURRENT);

    struct leg *all = calloc(legs, sizeof *all);
    int poll = epoll_create1(0);
    for (int n = 0; n < legs; n++) {
        struct leg *leg = &all[n];
        leg->fd = socket(AF_INET, SOCK_DGRAM, 0);
        struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(local + n)};
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (bind(leg->fd, (struct sockaddr *)&here, sizeof here)) {
            fprintf(stderr, "rtp-load: port %d is taken: %s\n", local + n, strerror(errno));
            return 2;
        }
        int on = 1;
        setsockopt(leg->fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
        leg->to = here;
        leg->to.sin_port = htons(remote + n * step);
        leg->seq = (uint16_t)(n * 7);
        leg->stamp = (uint32_t)n * 12345u;
        leg->audio = (size_t)n * 37 * PAYLOAD % audio_length;
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = n};
        epoll_ctl(poll, EPOLL_CTL_ADD, leg->fd, &event);
    }

    clockid_t cpu = 0;
    if (pid && clock_getcpuclockid(pid, &cpu)) {
        fprintf(stderr, "rtp-load: no CPU clock of process %d\n", pid);
        return 2;
    }
    int64_t start = now_ns(CLOCK_MONOTONIC) + 50000000, cpu_begin = 0, cpu_end = 0;
    int64_t total_frames = (int64_t)(warmup + seconds) * 50, window_begin = 0, window_end = 0;
    struct epoll_event ready[256];
    for (int64_t frame = 0; frame < total_frames; frame++) {
        int measuring = frame >= (int64_t)warmup * 50;
        if (measuring && !window_begin) {
            window_begin = now_ns(CLOCK_MONOTONIC);
            cpu_begin = pid ? now_ns(cpu) : 0;
        }
        for (int n = 0; n < legs; n++) {
            struct leg *leg = &all[n];
            // Slots, not a leg at a time: a sender that never sleeps would be throttled by the real-time guard.
            int64_t due = start + frame * FRAME_NS + (int64_t)n * SLOTS / legs * (FRAME_NS / SLOTS);
            for (int64_t now = now_ns(CLOCK_MONOTONIC); now < due; now = now_ns(CLOCK_MONOTONIC)) {
                int got = epoll_wait(poll, ready, 256, 0);
                for (int e = 0; e < got; e++) receive(&all[ready[e].data.u32], measuring);
                int64_t left = due - now_ns(CLOCK_MONOTONIC);
                if (got == 0 && left > 120000) {
                    struct timespec nap = {0, left - 80000 > 1000000 ? 1000000 : left - 80000};
                    nanosleep(&nap, NULL);
                }
            }
            unsigned char packet[PACKET] = {0x80, 0x00};
            packet[2] = leg->seq >> 8;
            packet[3] = leg->seq & 255;
            uint32_t stamp = htonl(leg->stamp), ssrc = htonl(0x1000u + n);
            memcpy(packet + 4, &stamp, 4);
            memcpy(packet + 8, &ssrc, 4);
            memcpy(packet + 12, audio + leg->audio, PAYLOAD);
            leg->seq++;
            leg->stamp += PAYLOAD;
            leg->audio = (leg->audio + PAYLOAD) % audio_length;
            int64_t late = now_ns(CLOCK_MONOTONIC) - due;
            sendto(leg->fd, packet, PACKET, MSG_DONTWAIT, (struct sockaddr *)&leg->to, sizeof leg->to);
            if (measuring) {
                count(lateness_histogram, &latenesses, late);
                sent_in_window++;
            }
        }
    }
    cpu_end = pid ? now_ns(cpu) : 0;
    window_end = now_ns(CLOCK_MONOTONIC);
    struct timespec settle = {0, 40000000};
    nanosleep(&settle, NULL);
    for (int n = 0; n < legs; n++) receive(&all[n], 1);

    uint64_t received = 0, lost = 0, silent = 0;
    double worst_drift = 0;
    for (int n = 0; n < legs; n++) {
        struct leg *leg = &all[n];
        received += leg->received;
        lost += leg->lost;
        silent += leg->received == 0;
        if (leg->frames_between > 100) {
            double ppm = ((double)(leg->last_ns - leg->first_ns) / ((double)leg->frames_between * FRAME_NS) - 1) * 1e6;
            if (ppm < 0) ppm = -ppm;
            if (ppm > worst_drift) worst_drift = ppm;
        }
    }
    double leg_seconds = (double)legs * (window_end - window_begin) / 1e9;
    printf("{\"legs\":%d,\"seconds\":%.3f,\"fifo\":%s,\"sent\":%llu,\"received\":%llu,\"lost\":%llu,\"silentLegs\":%llu,"
           "\"cpuMicrosPerLegSecond\":%.1f,\"cpuCores\":%.3f,"
           "\"gapP50\":%.0f,\"gapP99\":%.0f,\"gapP999\":%.0f,\"gapMax\":%.0f,\"bursts\":%llu,\"worstDriftPpm\":%.1f,"
           "\"latenessP50\":%.0f,\"latenessP99\":%.0f,\"latenessMax\":%.0f}\n",
           legs, (window_end - window_begin) / 1e9, fifo ? "true" : "false", (unsigned long long)sent_in_window,
           (unsigned long long)received, (unsigned long long)lost, (unsigned long long)silent,
           (cpu_end - cpu_begin) / 1e3 / leg_seconds, (double)(cpu_end - cpu_begin) / (window_end - window_begin),
           percentile(gap_histogram, gaps, 50), percentile(gap_histogram, gaps, 99),
           percentile(gap_histogram, gaps, 99.9), percentile(gap_histogram, gaps, 100), (unsigned long long)bursts,
           worst_drift, percentile(lateness_histogram, latenesses, 50), percentile(lateness_histogram, latenesses, 99),
           percentile(lateness_histogram, latenesses, 100));
    return 0;
}
