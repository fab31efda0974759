#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "import/import_log.hpp"
#include "import/location_index.hpp"
#include "import/sorted_ids.hpp"
#include "mapper/model/object.hpp"

namespace konbit {

/// Counts and names the members of relations that the extract lacks. Nodes and ways are known when
/// relations come; relations that are members may come later and are looked at in the end.
class MemberCheck {
public:
    MemberCheck(LocationIndex& nodes, SortedIds& ways, ImportLog& log,
                const std::filesystem::path& folder)
        : nodes_{nodes}, ways_{ways}, relations_{folder}, log_{log} {}

    void add(std::int64_t relation, std::span<const Member> members);
    void finish();

private:
    /// Relations in relations that are remembered; a hostile extract may have more.
    static constexpr std::size_t kMaxLater = 4'000'000;
    struct Later {
        std::int64_t relation = 0;
        std::int64_t member = 0;
    };
    LocationIndex& nodes_;
    SortedIds& ways_;
    SortedIds relations_;
    ImportLog& log_;
    std::vector<Later> later_;
};

}  // namespace konbit
