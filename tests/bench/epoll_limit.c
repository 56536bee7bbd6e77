/* SPDX-FileCopyrightText: 2026 The Frontdesk developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What this machine can do at most with one thread: an epoll loop that looks for
   the end of a header and answers a fixed body. It checks nothing. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.1 200 OK\r\n"
                             "Content-Type: application/json\r\n"
                             "Content-Length: 90\r\n"
                             "\r\n"
                             "{\"message\":\"A body of ninety bytes, as long as that of "
                             "a usual short answer\",\"padding\":\"\"}";

static void check(int ok, const char *what)
{
    if (!ok) {
        perror(what);
        exit(1);
    }
}

static int listen_on_loopback(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t size = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(listener >= 0, "socket");
    check(bind(listener, (struct sockaddr *)&address, sizeof address) == 0, "bind");
    check(listen(listener, 1024) == 0, "listen");
    check(getsockname(listener, (struct sockaddr *)&address, &size) == 0, "getsockname");
    printf("listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

/* wrk sends the next request when it has its answer: one read is one request. */
static void serve(int client)
{
    static char buffer[16384];
    const ssize_t size = read(client, buffer, sizeof buffer);
    if (size <= 0) {
        close(client);
        return;
    }
    if (memmem(buffer, (size_t)size, "\r\n\r\n", 4) != NULL
        && send(client, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0)
        close(client);
}

int main(void)
{
    const int listener = listen_on_loopback();
    const int epoll = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = listener };
    struct epoll_event ready[256];
    check(epoll >= 0, "epoll_create1");
    check(epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) == 0, "epoll_ctl");

    for (;;) {
        const int count = epoll_wait(epoll, ready, 256, -1);
        for (int i = 0; i < count; ++i) {
            if (ready[i].data.fd != listener) {
                serve(ready[i].data.fd);
                continue;
            }
            event.data.fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
            if (event.data.fd >= 0)
                epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
        }
    }
}
