#include "mapper/exchange/gdal_kml.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

[[noreturn]] void fail(const std::filesystem::path& file) {
    throw DataError{"cannot write", file.string(),
                    errno != 0 ? std::strerror(errno) : "the copy is incomplete",
                    "Check the disk's free space"};
}

}  // namespace

void describe_kml(const std::filesystem::path& from, const std::filesystem::path& to,
                  const std::string& description) {
    errno = 0;
    std::ifstream in{from, std::ios::binary};
    std::ofstream out{to, std::ios::binary};
    std::string line;
    bool opened = false;
    while (!opened && std::getline(in, line)) {
        out << line << '\n';
        opened = line.find("<Document") != std::string::npos;
    }
    if (!opened || !out) fail(to);
    out << "<description>" << escaped(description) << "</description>\n";
    std::vector<char> buffer(std::size_t{1} << 18U);
    while (in && out) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        out.write(buffer.data(), in.gcount());
    }
    out.close();
    if (!in.eof() || !out) fail(to);
}

}  // namespace konbit
