// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// idle_connections PORT COUNT [PATH]: opens that many connections and has each
// answered once, until its stdin ends. Without a PATH they rest then; else it reads
// on what comes, as listeners to events do. Then it prints how many are still open.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

int openConnection(int port, const std::string &path)
{
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(in_port_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::array<char, 4096> answer;
    const linger reset { 1, 0 }; // closing leaves no port in TIME_WAIT
    if (descriptor < 0
        || ::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0
        || ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) != 0
        || ::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) < 0
        || ::recv(descriptor, answer.data(), answer.size(), 0) <= 0) {
        std::perror("a connection could not be opened");
        std::exit(1);
    }
    return descriptor;
}

/// Takes what comes, until stdin ends.
void listen(const std::vector<int> &descriptors)
{
    std::vector<pollfd> watched { { STDIN_FILENO, POLLIN, 0 } };
    for (const int descriptor : descriptors)
        watched.push_back({ descriptor, POLLIN, 0 });
    std::array<char, 65536> text;
    while (::poll(watched.data(), watched.size(), -1) > 0 && !watched[0].revents) {
        for (auto &one : watched) {
            if (one.revents && ::recv(one.fd, text.data(), text.size(), 0) <= 0)
                one.fd = -1; // poll() passes it over
        }
    }
}

bool isOpen(int descriptor)
{
    pollfd state { descriptor, POLLRDHUP, 0 };
    return ::poll(&state, 1, 0) == 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4)
        return 2;
    const bool listens = argc == 4;
    rlimit files {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    const int count = std::atoi(argv[2]);
    std::vector<int> descriptors;
    descriptors.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        descriptors.push_back(openConnection(std::atoi(argv[1]), listens ? argv[3] : "/livez"));
    std::printf("ready\n");
    std::fflush(stdout);

    if (listens)
        listen(descriptors);
    while (std::getchar() != EOF) { }
    int open = 0;
    for (const int descriptor : descriptors)
        open += isOpen(descriptor);
    std::printf("%d\n", open);
}
