// Bundles that somebody damaged or forged: refused, named, nothing changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <random>
#include <thread>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/bundle_writer.hpp"
#include "tests/journal/photo_samples.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::blocked_road;
using test::failure_of;
using test::ids_of;
using test::jpeg_bytes;
using test::names_in;
using test::raw_of;
using test::with_photo;
using test::Workspace;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kPhoto = jpeg_bytes("a broken wall");

/// Entries and photos as somebody means to send them.
struct Made {
    std::vector<RawEntry> entries;
    std::vector<std::pair<Digest, std::string>> photos;
};

/// A copy with one report of its own takes hostile bundles in.
class HostileBundle : public testing::Test {
protected:
    HostileBundle() {
        PhotoStore{work.map("theirs.konbit")}.add(kPhoto, "jpeg", "");
        auto theirs = work.writer("theirs.konbit", "marie");
        theirs.append(blocked_road("one"), 100);
        theirs.append(std::vector{blocked_road("two"), with_photo("three", kPhoto)}, 200);
        theirs.append(blocked_road("four"), 300);
        work.writer("ours.konbit", "jean").append(blocked_road("ours"), 100);
        made = {raw_of(theirs), {{digest_of(kPhoto), kPhoto}}};
    }

    void write() const {
        BundleWriter out{bundle};
        for (const auto& entry : made.entries) out.add(entry);
        for (const auto& [name, bytes] : made.photos) out.add_photo(name, bytes);
        out.commit();
    }
    MergeResult take_in() const {
        auto journal = work.writer("ours.konbit", "jean");
        return merge_bundle(journal, work.map("ours.konbit"), bundle, {}, nullptr);
    }
    /// What was said; nothing changed and the file was named.
    std::string refusal() const {
        const auto before = ids_of(work.reader("ours.konbit"));
        auto said = failure_of([&] { take_in(); });
        EXPECT_THAT(said, HasSubstr(bundle.string()));
        EXPECT_EQ(ids_of(work.reader("ours.konbit")), before);
        EXPECT_THAT(names_in(work.map("ours.konbit") / "photos"), IsEmpty());
        return said;
    }
    std::string refusal_of_made() const {
        write();
        return refusal();
    }
    std::string refusal_of_bytes(const std::string& bytes) const {
        write_file(bundle, bytes);
        return refusal();
    }
    std::string sound_bytes() const {
        write();
        return contents_of(bundle);
    }
    /// Entry `i` with another head or content, its name and those after it made to fit again.
    void change(std::size_t i, const std::function<void(EntryHead&)>& edit) {
        for (std::size_t at = i; at < made.entries.size(); ++at) {
            auto& entry = made.entries[at];
            auto head = decode_head(entry.head);
            if (at == i) edit(head);
            if (at > i) head.previous = made.entries[at - 1].id;
            entry.head = encode_head(head);
            entry.id = digest_of(entry.head);
        }
    }
    void change_content(std::size_t i, const std::string& payload) {
        change(i, [&](EntryHead& head) { head.payload = digest_of(payload); });
        made.entries[i].payload = payload;
    }
    /// As somebody with a key of his own would sign it; the chain is his.
    void sign_anew(const std::string& device) {
        const auto key = Device::open(work.root() / device);
        for (std::size_t i = 0; i < made.entries.size(); ++i) {
            change(i, [&](EntryHead& head) { head.chain.device = key.key(); });
        }
        for (auto& entry : made.entries) entry.signature = key.sign(entry.id);
    }

    Workspace work;
    fs::path bundle = work.root() / "from-somebody.konbit-bundle";
    Made made;
};

TEST_F(HostileBundle, TheSampleItselfIsSound) {
    write();
    const auto came = take_in();
    EXPECT_EQ(came.entries, 4u);
    EXPECT_EQ(came.photos, 1u);
}

// ---- bytes

TEST_F(HostileBundle, OneGigabyteOfZerosIsRefusedAtOnce) {
    write_file(bundle, "");
    fs::resize_file(bundle, std::uintmax_t{1} << 30);
    EXPECT_THAT(refusal(), HasSubstr("This is no bundle"));
}

TEST_F(HostileBundle, EveryCutIsNoticed) {
    const auto sound = sound_bytes();
    for (std::size_t size = 0; size < sound.size(); size += 97) {
        EXPECT_NE(refusal_of_bytes(sound.substr(0, size)), "") << size;
    }
    EXPECT_THAT(refusal_of_bytes(sound.substr(0, sound.size() - 1)), HasSubstr("cut short"));
    EXPECT_THAT(refusal_of_bytes(sound + "x"), HasSubstr("goes on after its end"));
}

TEST_F(HostileBundle, EveryChangedByteIsNoticed) {
    const auto sound = sound_bytes();
    for (std::size_t at = 0; at < sound.size(); at += 53) {
        auto bytes = sound;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        EXPECT_NE(refusal_of_bytes(bytes), "") << at;
    }
}

TEST_F(HostileBundle, CountsThatCannotBeTakeNoMemory) {
    const auto sound = sound_bytes();
    for (const std::size_t field : {16, 24, 32, 40}) {
        auto bytes = sound;
        bytes.replace(field, 8, "\xff\xff\xff\xff\xff\xff\xff\x7f");
        EXPECT_THAT(refusal_of_bytes(bytes), HasSubstr("counts at its beginning")) << field;
    }
}

TEST_F(HostileBundle, OfANewerProgramSaysToUpdate) {
    auto bytes = sound_bytes();
    bytes[8] = 2;
    EXPECT_THAT(refusal_of_bytes(bytes), AllOf(HasSubstr("version 2"), HasSubstr("Update konbit")));
}

TEST_F(HostileBundle, NoFileAtAllIsNamed) {
    EXPECT_NE(refusal(), "");
    fs::create_directory(bundle);
    EXPECT_NE(refusal(), "");
}

// ---- forged entries

TEST_F(HostileBundle, WithAWrongSignatureIsRefused) {
    (*made.entries.back().signature)[5] ^= 1;
    EXPECT_THAT(refusal_of_made(),
                AllOf(HasSubstr(short_id(made.entries.back().id)), HasSubstr("signature")));
}

TEST_F(HostileBundle, WithoutASignatureAtTheEndIsRefused) {
    made.entries.back().signature.reset();
    EXPECT_THAT(refusal_of_made(), HasSubstr("nobody signed it"));
}

TEST_F(HostileBundle, AForgedAuthorIsRefused) {
    const auto marie = decode_head(made.entries[0].head).chain.device;
    sign_anew("mallory");
    for (std::size_t i = 0; i < made.entries.size(); ++i) {
        change(i, [&](EntryHead& head) { head.chain.device = marie; });
    }
    const auto mallory = Device::open(work.root() / "mallory");
    for (auto& entry : made.entries) entry.signature = mallory.sign(entry.id);
    EXPECT_THAT(refusal_of_made(), HasSubstr("signature"));
}

TEST_F(HostileBundle, AChangedHeadUnderTheOldSignatureIsRefused) {
    change(1, [](EntryHead& head) { head.written = 0; });
    EXPECT_THAT(refusal_of_made(), HasSubstr("signature"));
}

TEST_F(HostileBundle, AChangedContentIsRefused) {
    auto& payload = *made.entries[1].payload;
    payload.replace(payload.find("two"), 3, "tow");
    EXPECT_THAT(refusal_of_made(), AllOf(HasSubstr(short_id(made.entries[1].id)),
                                         HasSubstr("not what its author wrote")));
}

TEST_F(HostileBundle, AGapIsRefusedAndNamed) {
    made.entries.erase(made.entries.begin() + 1);
    EXPECT_THAT(refusal_of_made(),
                AllOf(HasSubstr(short_id(made.entries[1].id)),
                      HasSubstr("entry 2 of its chain, the one before it, is missing")));
}

TEST_F(HostileBundle, AnEntryThatSkipsANumberIsRefused) {
    change(2, [](EntryHead& head) { head.sequence = 9; });
    sign_anew("mallory");
    EXPECT_THAT(refusal_of_made(), HasSubstr("does not follow"));
}

TEST_F(HostileBundle, ACounterThatDoesNotGrowIsRefused) {
    change(2, [](EntryHead& head) { head.lamport = 1; });
    sign_anew("mallory");
    EXPECT_THAT(refusal_of_made(), HasSubstr("counter"));
}

// ---- hostile contents, soundly signed by a stranger

TEST_F(HostileBundle, DeepJsonIsRefused) {
    change_content(1, std::string(20'000, '[') + std::string(20'000, ']'));
    sign_anew("mallory");
    EXPECT_NE(refusal_of_made(), "");
    change_content(1, R"({"photos":)" + std::string(20'000, '[') + std::string(20'000, ']') + "}");
    sign_anew("mallory");
    EXPECT_NE(refusal_of_made(), "");
}

TEST_F(HostileBundle, AContentThatIsTooLargeIsRefused) {
    change_content(1, std::string(kMostPayloadBytes + 1, ' '));
    sign_anew("mallory");
    EXPECT_NE(refusal_of_made(), "");
}

TEST_F(HostileBundle, EntriesOfKindsToComeAreKept) {
    change(3, [](EntryHead& head) { head.kind = static_cast<EntryKind>(77); });
    sign_anew("friend");
    write();
    const auto came = take_in();
    EXPECT_EQ(came.entries, 4u);
    EXPECT_EQ(came.not_understood, 1u);
    write_bundle(work.reader("ours.konbit"), work.map("ours.konbit"), work.root() / "on", {},
                 nullptr);
    auto third = work.writer("third.konbit", "luc");
    EXPECT_EQ(
        merge_bundle(third, work.map("third.konbit"), work.root() / "on", {}, nullptr).entries, 5u);
}

// ---- photos

TEST_F(HostileBundle, APhotoWhoseNameIsNotItsHashIsRefused) {
    made.photos[0].first.bytes[3] ^= 1;
    EXPECT_THAT(refusal_of_made(), HasSubstr("not what its name says"));
}

TEST_F(HostileBundle, APathInAPhotosNameIsRefused) {
    // A name is 32 bytes and never text; in an entry it is 64 digits or the entry is refused.
    const auto hex = to_hex(digest_of(kPhoto));
    auto payload = *made.entries[2].payload;
    payload.replace(payload.find(hex), hex.size(), "../../.bashrc");
    change_content(2, payload);
    sign_anew("mallory");
    EXPECT_NE(refusal_of_made(), "");
    auto type = *made.entries[2].payload;
    payload = type;
    payload.replace(payload.find("../../.bashrc"), 13, hex);
    payload.replace(payload.find("\"jpeg\""), 6, "\"/../x\"");
    change_content(2, payload);
    sign_anew("mallory");
    EXPECT_NE(refusal_of_made(), "");
    EXPECT_FALSE(fs::exists(work.root() / ".bashrc"));
}

TEST_F(HostileBundle, WhatIsNoPhotoIsRefused) {
    const std::string script = "#!/bin/sh\nrm -rf /\n";
    made.photos = {{digest_of(script), script}};
    EXPECT_THAT(refusal_of_made(), HasSubstr("is none"));
}

TEST_F(HostileBundle, APhotoThatNobodyShowsIsLeftOut) {
    const auto other = jpeg_bytes("not asked for");
    made.photos.emplace_back(digest_of(other), other);
    write();
    EXPECT_EQ(take_in().photos, 1u);
    EXPECT_EQ(names_in(work.map("ours.konbit") / "photos").size(), 1u);
}

// ---- a file that changes while it is read

TEST_F(HostileBundle, ThatShrinksWhileItIsReadIsRefusedOrWhole) {
    for (int i = 0; i < 40; ++i) {
        const auto photo =
            jpeg_bytes(std::string(100'000, static_cast<char>('a' + i % 26)) + std::to_string(i));
        made.photos.emplace_back(digest_of(photo), photo);
    }
    const auto sound = sound_bytes();
    std::mt19937 random{4};
    for (int round = 0; round < 12; ++round) {
        write_file(bundle, sound);
        const auto size = static_cast<off_t>(random() % sound.size());
        const auto moment = std::chrono::microseconds{random() % 20'000};
        std::thread thief{[&] {
            std::this_thread::sleep_for(moment);
            EXPECT_EQ(::truncate(bundle.c_str(), size), 0);
        }};
        const auto said = failure_of([&] { take_in(); });
        thief.join();
        const auto entries = work.reader("ours.konbit").size();
        EXPECT_EQ(entries, said.empty() ? 5u : entries == 5u ? 5u : 1u);
        EXPECT_THAT(work.reader("ours.konbit").check(), IsEmpty());
    }
    write_file(bundle, sound);
    take_in();
    EXPECT_EQ(work.reader("ours.konbit").size(), 5u);
}

TEST_F(HostileBundle, RandomChangesUnderARightSumNeverHurt) {
    std::mt19937 random{99};
    const auto sound = made;
    int refused = 0;
    for (int round = 0; round < 50; ++round) {
        made = sound;
        for (auto changes = 1 + random() % 3; changes > 0; --changes) {
            auto& entry = made.entries[random() % made.entries.size()];
            auto& bytes = random() % 2 == 0 ? entry.head : *entry.payload;
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        write();
        if (!failure_of([&] { take_in(); }).empty()) ++refused;
    }
    EXPECT_GT(refused, 45);
    EXPECT_THAT(work.reader("ours.konbit").check(), IsEmpty());
}

}  // namespace
}  // namespace konbit
