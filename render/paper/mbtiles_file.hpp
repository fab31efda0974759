#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "render/paper/block_pool.hpp"

namespace konbit {

/// Names and values of the table `metadata`.
using TileFacts = std::vector<std::pair<std::string, std::string>>;

/// A file of tiles in the making: NAME.mbtiles.partial, an SQLite database that survives an end at
/// any moment. Equal pictures are stored once. For one thread.
class MbtilesFile {
public:
    /// Opens what an earlier run left if its `source` is the same, else begins. UsageError if it is
    /// of another map, style or choice of tiles; DataError if it is damaged or in use.
    MbtilesFile(std::filesystem::path target, const std::string& source, const TileFacts& facts,
                bool anew);
    ~MbtilesFile();  ///< keeps what was committed
    MbtilesFile(const MbtilesFile&) = delete;
    MbtilesFile& operator=(const MbtilesFile&) = delete;

    [[nodiscard]] const std::filesystem::path& partial() const noexcept { return partial_; }
    [[nodiscard]] std::uint64_t tiles() const;
    /// Rows, counted from the north, that are there in a column; rising.
    [[nodiscard]] std::vector<std::uint32_t> rows_in(int zoom, std::uint32_t column) const;

    void add(const PaintedTile& tile);
    void commit();
    /// Commits and gives the file its name.
    void finish();

private:
    struct Database;
    std::filesystem::path target_, partial_;
    std::unique_ptr<Database> db_;
};

}  // namespace konbit
