#include "import/extract_check.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr auto kWhat = "Cannot import the extract";
constexpr auto kEndings =
    "Give it an ending that tells its format: .osm.pbf, .osm, .osm.gz, "
    ".osm.bz2, .opl or .o5m.";

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

// The first bytes, unpacked if they are gzip's.
std::string first_bytes(const fs::path& extract) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file{::gzopen(extract.c_str(), "rb"), gzclose};
    if (!file) {
        throw DataError{kWhat, extract.string(), std::strerror(errno),
                        "Check that you may read it (ls -l)."};
    }
    std::string bytes(4096, '\0');
    const int got = ::gzread(file.get(), bytes.data(), static_cast<unsigned>(bytes.size()));
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

enum class Format { unknown, pbf, xml, opl, o5m };

Format format_of_name(std::string name) {
    for (const std::string_view packed : {".gz", ".bz2"}) {
        if (name.ends_with(packed)) name.resize(name.size() - packed.size());
    }
    if (name.ends_with(".pbf")) return Format::pbf;
    if (name.ends_with(".opl")) return Format::opl;
    if (name.ends_with(".o5m")) return Format::o5m;
    for (const std::string_view xml : {".osm", ".xml", ".osh"}) {
        if (name.ends_with(xml)) return Format::xml;
    }
    return Format::unknown;
}

bool looks_like_pbf(std::string_view bytes) {
    return bytes.substr(0, 64).find("OSMHeader") != std::string_view::npos;
}

bool is_change_name(std::string_view name) {
    return name.find(".osc") != std::string_view::npos ||
           name.find(".o5c") != std::string_view::npos;
}

void check_is_file(const fs::path& extract) {
    std::error_code error;
    const auto status = fs::status(extract, error);
    const std::string where = extract.string();
    if (status.type() == fs::file_type::not_found) {
        throw DataError{kWhat, where, "there is no such file", "Check the name and the folder."};
    }
    if (status.type() == fs::file_type::directory) {
        throw DataError{kWhat, where, "it is a folder",
                        extract.extension() == ".konbit"
                            ? "It is a map already: ask it with the other commands."
                            : "Name the .osm.pbf file inside it."};
    }
    if (status.type() != fs::file_type::regular) {
        throw DataError{kWhat, where, error ? error.message() : "it is not a regular file",
                        "Copy the data into a file first."};
    }
    if (fs::file_size(extract) == 0) {
        throw DataError{kWhat, where, "it is empty (0 bytes)", "Download or copy it again."};
    }
}

void check_content(const fs::path& extract, std::string_view bytes, Format format) {
    const std::string where = extract.string();
    const std::string text = lower(bytes.substr(0, 1024));
    if (text.find("<html") != text.npos || text.find("<!doctype html") != text.npos) {
        throw DataError{
            kWhat, where, "it looks like a web page: the download failed",
            "Open it in a text editor to see what the server said, and download again."};
    }
    if (bytes.find("<osmChange") != bytes.npos) {
        throw DataError{kWhat, where, "it is a change file, not an extract",
                        "Apply it to an extract first (osmium apply-changes)."};
    }
    const bool pbf = looks_like_pbf(bytes);
    if (pbf && format != Format::pbf) {
        throw DataError{kWhat, where, "its content is PBF, but its ending says otherwise",
                        "Rename it to end in .osm.pbf."};
    }
    if (!pbf && format == Format::pbf) {
        throw DataError{
            kWhat, where,
            text.find("<osm") != text.npos ? "its content is XML, but its ending says PBF"
                                           : "it is not an OpenStreetMap PBF file",
            text.find("<osm") != text.npos ? "Rename it to end in .osm." : "Download it again."};
    }
}

}  // namespace

void check_extract(const fs::path& extract) {
    check_is_file(extract);
    const std::string name = lower(extract.filename().string());
    if (is_change_name(name)) {
        throw DataError{kWhat, extract.string(), "it is a change file, not an extract",
                        "Apply it to an extract first (osmium apply-changes)."};
    }
    const std::string bytes = first_bytes(extract);
    const Format format = format_of_name(name);
    if (format == Format::unknown && !looks_like_pbf(bytes)) {
        throw DataError{kWhat, extract.string(), "its ending does not tell its format", kEndings};
    }
    // bzip2 is not looked into: libosmium will say what is wrong.
    if (!name.ends_with(".bz2")) check_content(extract, bytes, format);
}

}  // namespace konbit
