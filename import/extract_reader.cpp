#include "import/extract_reader.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <new>
#include <osmium/io/error.hpp>
#include <osmium/osm/timestamp.hpp>
#include <thread>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

osmium::io::File open_file(const std::filesystem::path& extract) {
    // An absolute path: libosmium would take a name like "http:x" for something to download.
    return osmium::io::File{std::filesystem::absolute(extract).string()};
}

// libosmium reads these when a reader is made; a person's own settings win.
void bound_queues() {
    ::setenv("OSMIUM_MAX_OSMDATA_QUEUE_SIZE", "6", 0);
    ::setenv("OSMIUM_MAX_INPUT_QUEUE_SIZE", "6", 0);
}

int pool_threads() {
    const auto cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(cores - 1, 1, 4);
}

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return text.find(word) != text.npos; });
}

}  // namespace

void rethrow_read_error(const std::filesystem::path& extract) {
    constexpr auto kWhat = "Cannot read the extract";
    const std::string where = extract.string();
    try {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw DataError{kWhat, where, "it asks for more memory than there is",
                        "Check that it is an OpenStreetMap extract, or download it again."};
    } catch (const std::exception& error) {
        const std::string_view why = error.what();
        if (mentions(why, {"EOF", "truncated", "no element found", "unclosed token",
                           "unexpected end", "Unexpected end"})) {
            throw DataError{kWhat, where, "it ends too early: the download or copy was cut off",
                            "Download or copy it again and compare the sizes."};
        }
        if (mentions(why, {"entities", "entity"})) {
            throw DataError{kWhat, where,
                            "it declares XML entities, which no OpenStreetMap file needs",
                            "Get the extract from a source you trust."};
        }
        if (mentions(why, {"blob size", "BlobHeader", "invalid blob"})) {
            throw DataError{
                kWhat, where,
                std::string{"a block in it claims an impossible size ("}.append(why) + ")",
                "It is damaged or no .osm.pbf file: download it again."};
        }
        throw DataError{kWhat, where,
                        std::string{"it is damaged or not OpenStreetMap data ("}.append(why) + ")",
                        "Download it again, or try `osmium fileinfo -e` on it."};
    }
}

void check_stop(const ImportOptions& options) {
    if (options.stop == nullptr || !options.stop->load(std::memory_order_relaxed)) return;
    throw DataError{"Import stopped", options.map.string(), "you asked for it",
                    "No map was left behind; run the import again when you like."};
}

ExtractReader::ExtractReader(const ImportOptions& options, std::string_view stage)
    : options_{options},
      stage_{stage},
      bytes_{std::filesystem::file_size(options.extract)},
      pool_{pool_threads(), 8} {
    bound_queues();
    try {
        reader_ = std::make_unique<osmium::io::Reader>(open_file(options.extract), pool_,
                                                       osmium::osm_entity_bits::nwr);
    } catch (...) {
        rethrow_read_error(options.extract);
    }
}

ExtractReader::~ExtractReader() = default;

osmium::memory::Buffer ExtractReader::next() {
    check_stop(options_);
    report();
    try {
        auto buffer = reader_->read();
        if (!buffer) check_end();
        return buffer;
    } catch (...) {
        rethrow_read_error(options_.extract);
    }
}

// libosmium takes a few stray bytes at the end of a PBF for its end.
void ExtractReader::check_end() const {
    const bool pbf = open_file(options_.extract).format() == osmium::io::file_format::pbf;
    if (!pbf || reader_->offset() == bytes_) return;
    throw osmium::io_error{"truncated data"};
}

void ExtractReader::report() {
    const auto now = std::chrono::steady_clock::now();
    if (!options_.progress || now - reported_ < std::chrono::milliseconds{100}) return;
    reported_ = now;
    options_.progress(stage_, std::min<std::uint64_t>(reader_->offset(), bytes_), bytes_);
}

UnixSeconds ExtractReader::data_timestamp() {
    try {
        const auto header = reader_->header();
        for (const auto* const name : {"osmosis_replication_timestamp", "timestamp"}) {
            const auto text = header.get(name);
            if (text.empty()) continue;
            return osmium::Timestamp{text}.seconds_since_epoch();
        }
    } catch (const std::invalid_argument&) {
        return 0;  // a timestamp nobody can read is no timestamp
    } catch (...) {
        rethrow_read_error(options_.extract);
    }
    return 0;
}

}  // namespace konbit
