#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/query/questions.hpp"
#include "render/viewer/panel.hpp"

namespace konbit {

/// What people said of one thing, or at one place, statement by statement, with what can be said
/// to each: "I saw this too", "I doubt it", or for one's own "Take back".
class EvidenceList {
public:
    explicit EvidenceList(PanelHost& host) : host_{host} {}

    /// Of an object of the map (nullopt: none) and of what was told of bare spots within so many
    /// metres.
    /// `segment` of a way, as segment_at gives it.
    void read(std::optional<ObjectId> object, Location at, double within_m,
              std::optional<std::uint32_t> segment);
    [[nodiscard]] bool empty() const noexcept { return told_.empty(); }
    /// The worse first where statements differ, then the newest.
    void add_to(std::vector<Widget>& to);

private:
    struct Told {
        EntryId entry;
        std::string value, how, status, text;
        Condition condition;  ///< for its mark
        std::string icon;     ///< instead of a mark
        bool own = false;
        bool answerable = false;  ///< a report: can be confirmed and doubted
    };
    void add_lines(ObjectId object, std::optional<std::uint32_t> segment);
    void add_reports(std::optional<ObjectId> object, Location at, double within_m);
    void add_row(std::vector<Widget>& to, std::size_t i);
    void add_buttons(std::vector<Widget>& to, const Told& told);
    [[nodiscard]] Told told_of(const EvidenceLine& line,
                               std::optional<std::uint32_t> segment) const;
    [[nodiscard]] std::string by_whom(const DeviceKey& device, const std::string& who,
                                      const std::string& source) const;
    void judge(const Told& told, EntryKind kind, Method how, std::string words);

    PanelHost& host_;
    std::optional<DeviceKey> own_;
    std::vector<Told> told_;
    std::optional<EntryId> open_;
};

}  // namespace konbit
