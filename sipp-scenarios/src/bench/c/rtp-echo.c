// The floor to compare with: returns every datagram to its sender, epoll, one thread, nothing else.
//
//   rtp-echo --legs N --port P [--step 2] [--core C]     prints "ready" once every port is bound
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int legs = 0, port = 0, step = 2, core = -1;
    static const struct option options[] = {
        {"legs", 1, 0, 'n'}, {"port", 1, 0, 'p'}, {"step", 1, 0, 's'}, {"core", 1, 0, 'c'}, {0, 0, 0, 0}};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (o) {
            case 'n': legs = atoi(optarg); break;
            case 'p': port = atoi(optarg); break;
            case 's': step = atoi(optarg); break;
            case 'c': core = atoi(optarg); break;
            default: return 2;
        }
    if (legs < 1 || port < 1) {
        fprintf(stderr, "rtp-echo: --legs and --port are needed\n");
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
    int poll = epoll_create1(0);
    for (int n = 0; n < legs; n++) {
        int fd = socket(AF_INET, SOCK_DGRAM, 0);
        struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port + n * step)};
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here)) {
            fprintf(stderr, "rtp-echo: port %d is taken: %s\n", port + n * step, strerror(errno));
            return 2;
        }
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
    }
    puts("ready");
    fflush(stdout);
    struct epoll_event ready[256];
    for (;;) {
        int got = epoll_wait(poll, ready, 256, -1);
        for (int e = 0; e < got; e++) {
            char packet[2048];
            struct sockaddr_in from;
            socklen_t size = sizeof from;
            ssize_t length = recvfrom(ready[e].data.fd, packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
            if (length > 0) sendto(ready[e].data.fd, packet, length, MSG_DONTWAIT, (struct sockaddr *)&from, size);
        }
    }
}
