#pragma once

#include <optional>
#include <string>
#include <utility>

#include "mapper/query/map.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit::test {

/// The clock of these tests: 2026-04-05 12:00 UTC.
inline constexpr UnixSeconds kNow = 1'775'390'400;
inline constexpr UnixSeconds kHour = 3600;

/// A map that reports are made in by one device, at kNow.
class ReportedMap {
public:
    explicit ReportedMap(const DrawnMap& drawn, const std::string& name = "drawn")
        : folder_{drawn.write(name)}, map{open()} {}

    /// The same map opened again.
    [[nodiscard]] Map open(std::optional<UnixSeconds> as_of = {}) const {
        return Map::open({.folder = folder_,
                          .rules_folder = rules_folder(),
                          .progress = {},
                          .as_of = as_of,
                          .clock = [] { return kNow; },
                          .device_folder = device_.path(),
                          .profiles_folder = profiles_folder()});
    }
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

    EntryId add(const Report& report, Audience audience = Audience::team) {
        return map.add({EntryKind::report, audience, report});
    }
    EntryId judge(EntryKind kind, const EntryId& entry, Method how = Method::seen,
                  UnixSeconds observed = kNow, const std::string& witness = {}) {
        return map.add({kind, Audience::team,
                        Judgement{.entry = entry,
                                  .how = how,
                                  .observed = observed,
                                  .text = {},
                                  .witness = witness}});
    }

    /// Takes in everything that another copy knows, as a stick would bring it.
    void take_from(const ReportedMap& other) {
        std::vector<RawEntry> entries;
        other.map.journal_to_read().for_each_raw(
            [&](const RawEntry& entry) { entries.push_back(entry); });
        std::size_t next = 0;
        static_cast<void>(map.journal().merge(
            [&]() -> std::optional<RawEntry> {
                if (next == entries.size()) return std::nullopt;
                return entries[next++];
            },
            "a stick"));
        map.refresh();
    }
    void accept(const ReportedMap& other) {
        const auto key = Device::known_key(other.device_.path());
        map.add({EntryKind::accept, Audience::team, DeviceNote{.device = *key, .name = "other"}});
    }

private:
    TestFolder device_;
    std::filesystem::path folder_;

public:
    Map map;
};

/// Reports, hours before kNow.
inline Report report_of(const Map& map, ReportKind kind, ObjectId about, Method how,
                        double hours_ago, const std::string& witness = "Marie") {
    Report report;
    report.kind = kind;
    report.about = anchor_of(map, about);
    report.how = how;
    report.observed = kNow - static_cast<UnixSeconds>(hours_ago * 3600);
    report.witness = witness;
    return report;
}
inline Report damage_report(const Map& map, ObjectId about, Grade grade, Method how,
                            double hours_ago, const std::string& witness = "Marie") {
    auto report = report_of(map, ReportKind::damage, about, how, hours_ago, witness);
    report.grade = grade;
    return report;
}
inline Report passability_report(const Map& map, ObjectId about, Passability passability,
                                 Method how, double hours_ago,
                                 const std::string& witness = "Marie") {
    auto report = report_of(map, ReportKind::passability, about, how, hours_ago, witness);
    report.passability = passability;
    return report;
}
inline Report shelter_report(const Map& map, ObjectId about, ShelterStatus status, Method how,
                             double hours_ago, const std::string& witness = "Marie") {
    auto report = report_of(map, ReportKind::shelter, about, how, hours_ago, witness);
    report.status = status;
    return report;
}
/// The same at a place of no object.
inline Report freely(Report report, double lat, double lon) {
    report.about = {.object = {}, .span = {}, .at = location_from_degrees(lon, lat)};
    return report;
}

inline ObjectId way(std::int64_t ref) {
    return {ObjectType::way, ref};
}
inline ObjectId node(std::int64_t ref) {
    return {ObjectType::node, ref};
}

}  // namespace konbit::test
