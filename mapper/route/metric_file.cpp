
#include <algorithm>
#include <cstring>

#include "mapper/model/error.hpp"
#include "mapper/route/metric.hpp"
#include "mapper/store/section_file.hpp"

namespace konbit {
namespace {

constexpr std::array<char, 8> kMagic{'k', 'o', 'n', 'm', 'e', 't', 'r', 'i'};
constexpr auto kInputUp = section_name("INUP"), kInputDown = section_name("INDN");
constexpr auto kWeightUp = section_name("WTUP"), kWeightDown = section_name("WTDN");
constexpr auto kForwardFirst = section_name("FWFI"), kForwardArcs = section_name("FWAR");
constexpr auto kBackwardFirst = section_name("BWFI"), kBackwardArcs = section_name("BWAR");

struct MetricHeader {
    std::uint64_t key;
    std::uint32_t ranks;
    std::uint32_t arcs;
    std::uint32_t pruned;
    std::uint32_t reserved;
};
static_assert(sizeof(MetricHeader) == 24);

template <class Values>
void write(SectionFileWriter& file, SectionName name, const Values& values) {
    file.begin_section(name);
    file.append(std::as_bytes(std::span{values}));
}

template <class Values>
bool read(const SectionFile& file, SectionName name, Values& values) {
    using Value = typename Values::value_type;
    const auto bytes = file.section(name);
    if (bytes.size() % sizeof(Value) != 0) return false;
    values.resize(bytes.size() / sizeof(Value));
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    return true;
}

/// As many as there are arcs, none over kNoWay.
bool valid(const LargeVector<Weight>& weights, std::uint32_t arcs) {
    Weight most = 0;
    for (const auto weight : weights) most = std::max(most, weight);
    return weights.size() == arcs && most <= kNoWay;
}

bool valid(const Metric::SearchGraph& graph, std::uint32_t ranks) {
    if (graph.first.size() != std::size_t{ranks} + 1 || graph.first.front() != 0 ||
        graph.first.back() != graph.arcs.size()) {
        return false;
    }
    bool good = true;
    for (std::uint32_t rank = 0; rank < ranks && good; ++rank) {
        good = graph.first[rank] <= graph.first[rank + 1] &&
               graph.first[rank + 1] <= graph.arcs.size();
        for (auto arc = graph.first[rank]; good && arc < graph.first[rank + 1]; ++arc) {
            good = graph.arcs[arc].head > rank && graph.arcs[arc].head < ranks &&
                   graph.arcs[arc].weight <= kNoWay &&
                   (graph.arcs[arc].middle < rank || graph.arcs[arc].middle == kNoMiddle);
        }
    }
    return good;
}

}  // namespace

void Metric::save(const std::filesystem::path& path, std::uint64_t key) const {
    SectionFileWriter file{{.path = path, .magic = kMagic, .version = kFileVersion}};
    const MetricHeader header{key, hierarchy_->size(), hierarchy_->arc_count(), pruned_ ? 1u : 0u,
                              0};
    file.set_user_header(std::as_bytes(std::span{&header, 1}));
    write(file, kInputUp, input_.up);
    write(file, kInputDown, input_.down);
    write(file, kWeightUp, weights_.up);
    write(file, kWeightDown, weights_.down);
    if (pruned_) {
        write(file, kForwardFirst, forward_.first);
        write(file, kForwardArcs, forward_.arcs);
        write(file, kBackwardFirst, backward_.first);
        write(file, kBackwardArcs, backward_.arcs);
    }
    file.finish();
}

std::optional<Metric> Metric::load(const Hierarchy& hierarchy, const std::filesystem::path& path,
                                   std::uint64_t key) try {
    const auto file = SectionFile::open(path, kMagic, kFileVersion);
    MetricHeader header{};
    std::memcpy(&header, file.user_header().data(), sizeof header);
    if (header.key != key || header.ranks != hierarchy.size() ||
        header.arcs != hierarchy.arc_count()) {
        return std::nullopt;
    }
    Metric metric;
    metric.hierarchy_ = &hierarchy;
    metric.pruned_ = header.pruned != 0;
    const bool weights =
        read(file, kInputUp, metric.input_.up) && read(file, kInputDown, metric.input_.down) &&
        read(file, kWeightUp, metric.weights_.up) && read(file, kWeightDown, metric.weights_.down);
    if (!weights) return std::nullopt;
    for (const auto* values :
         {&metric.input_.up, &metric.input_.down, &metric.weights_.up, &metric.weights_.down}) {
        if (!valid(*values, header.arcs)) return std::nullopt;
    }
    if (!metric.pruned_) return metric;
    const bool graphs = read(file, kForwardFirst, metric.forward_.first) &&
                        read(file, kForwardArcs, metric.forward_.arcs) &&
                        read(file, kBackwardFirst, metric.backward_.first) &&
                        read(file, kBackwardArcs, metric.backward_.arcs);
    if (!graphs || !valid(metric.forward_, header.ranks) ||
        !valid(metric.backward_, header.ranks)) {
        return std::nullopt;
    }
    return metric;
} catch (const DataError&) {
    return std::nullopt;
}

}  // namespace konbit
