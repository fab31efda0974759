#pragma once

// Private to import/: shows libosmium.
#include <chrono>
#include <filesystem>
#include <memory>
#include <osmium/io/any_input.hpp>
#include <osmium/thread/pool.hpp>

#include "import/importer.hpp"

namespace konbit {

/// One pass over an extract, buffer by buffer, with progress and a way to stop. libosmium's
/// queues are kept short, so that they stay small beside the memory budget.
class ExtractReader {
public:
    ExtractReader(const ImportOptions& options, std::string_view stage);
    ~ExtractReader();
    ExtractReader(const ExtractReader&) = delete;
    ExtractReader& operator=(const ExtractReader&) = delete;

    /// The next buffer; an invalid one at the end. DataError for whatever is wrong with the
    /// extract, and when a person stops it.
    [[nodiscard]] osmium::memory::Buffer next();
    /// When the extract says its data was taken; 0 if it does not say. Before or after reading.
    [[nodiscard]] UnixSeconds data_timestamp();

private:
    void report();
    void check_end() const;

    const ImportOptions& options_;
    std::string_view stage_;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::time_point reported_{};
    osmium::thread::Pool pool_;
    std::unique_ptr<osmium::io::Reader> reader_;
};

/// Throws the DataError that says in words what the exception in flight means for this extract.
[[noreturn]] void rethrow_read_error(const std::filesystem::path& extract);

/// Throws DataError if the person wants no more.
void check_stop(const ImportOptions& options);

}  // namespace konbit
