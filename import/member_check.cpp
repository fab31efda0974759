#include "import/member_check.hpp"

#include <fmt/format.h>

namespace konbit {

void MemberCheck::add(std::int64_t relation, std::span<const Member> members) {
    relations_.add(relation);
    std::uint64_t missing = 0;
    for (const Member& member : members) {
        switch (member.id.type) {
            case ObjectType::node:
                missing += !nodes_.find(member.id.ref);
                break;
            case ObjectType::way:
                missing += !ways_.find(member.id.ref);
                break;
            case ObjectType::relation:
                if (later_.size() < kMaxLater) later_.push_back({relation, member.id.ref});
                break;
        }
    }
    if (missing == 0) return;
    log_.summary.missing_members += missing;
    if (log_.wants_names()) {
        log_.name(
            {ObjectType::relation, relation},
            fmt::format("{} of its {} members are not in the extract", missing, members.size()));
    }
}

void MemberCheck::finish() {
    relations_.seal();
    for (const Later& later : later_) {
        if (relations_.find(later.member)) continue;
        ++log_.summary.missing_members;
        if (log_.wants_names()) {
            log_.name({ObjectType::relation, later.relation},
                      fmt::format("its member relation/{} is not in the extract", later.member));
        }
    }
    later_.clear();
}

}  // namespace konbit
