#include "mapper/journal/entry_codec.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "mapper/model/error.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;
using testing::Not;

EntryHead some_head() {
    EntryHead head;
    head.chain.device.bytes.fill(1);
    head.chain.copy.fill(2);
    head.sequence = 0x0102030405060708;
    head.previous.bytes.fill(3);
    head.lamport = 0x1112131415161718;
    head.written = -5;
    head.kind = EntryKind::dispute;
    head.audience = Audience::partners;
    head.payload.bytes.fill(4);
    return head;
}

std::string refusal(EntryKind kind, const std::string& bytes) {
    try {
        static_cast<void>(decode_payload(kind, bytes));
        return {};
    } catch (const DataError& error) {
        return error.what();
    }
}

const std::string kSalt = R"("salt":"00112233445566778899aabbccddeeff")";

// Everything a report can hold.
Report full_report() {
    Report report;
    report.kind = ReportKind::shelter;
    report.about = {ObjectId{ObjectType::way, -7}, NodeSpan{1, -2}, {-1'800'000'000, 900'000'000}};
    report.how = Method::heard;
    report.observed = kLastSecond;
    report.grade = Grade::severe;
    report.passability = Passability::restricted;
    report.limits = {2.5, 0.1, 12.0, 3.5, 1e-3};
    report.status = ShelterStatus::full;
    report.capacity = 4'294'967'295;
    report.people = 0;
    report.what = "water";
    report.met = true;
    report.name = "Kan Mòn \"Nò\"";
    report.text = "line one\nline two\t\\ \x01 مأوى आश्रय 🏠";
    report.photos = {{digest_of("a"), "jpeg", 5, Location{1, 2}}, {digest_of("b"), "webp", {}, {}}};
    report.witness = "a nurse";
    report.source = "Kobo";
    report.source_id = "uuid:1";
    report.source_value = "3";
    report.product = {"EMSR190 grading", 2};
    return report;
}

TEST(EntryHeadCodec, IsTheDocumentedBytes) {
    const auto bytes = encode_head(some_head());
    ASSERT_EQ(bytes.size(), kHeadBytes);
    std::string expected{"\x01\x00", 2};
    expected += std::string(32, '\1') + std::string(16, '\2') + "\x08\x07\x06\x05\x04\x03\x02\x01";
    expected += std::string(32, '\3') + "\x18\x17\x16\x15\x14\x13\x12\x11";
    expected += "\xfb\xff\xff\xff\xff\xff\xff\xff\x05\x01" + std::string(32, '\4');
    EXPECT_EQ(bytes, expected);
    EXPECT_EQ(decode_head(bytes), some_head());
}

TEST(EntryHeadCodec, RefusesWhatNoProgramWrites) {
    const auto good = encode_head(some_head());
    EXPECT_THROW(static_cast<void>(decode_head(good.substr(1))), DataError);
    EXPECT_THROW(static_cast<void>(decode_head(good + '\0')), DataError);
    EXPECT_THROW(static_cast<void>(decode_head("")), DataError);
    const auto with = [&](std::size_t at, const std::string& bytes) {
        auto wrong = good;
        wrong.replace(at, bytes.size(), bytes);
        return wrong;
    };
    for (const auto& wrong :
         {with(0, "\x02"), with(1, "\x01"), with(50, std::string(8, '\0')),
          with(50, std::string(8, '\xff')), with(50, std::string{"\1\0\0\0\0\0\0\0", 8}),
          with(58, std::string(32, '\0')), with(90, std::string(8, '\0')),
          with(90, std::string(8, '\xff')), with(98, std::string(7, '\xff') + '\x7f'),
          with(106, std::string(1, '\0')), with(107, "\x03")}) {
        EXPECT_THROW(static_cast<void>(decode_head(wrong)), DataError);
    }
    EXPECT_EQ(static_cast<int>(decode_head(with(106, "\xc8")).kind), 200) << "a newer kind";
}

TEST(EntryHeadCodec, HashesWithBlake2b) {
    // RFC 7693's algorithm with 32 bytes of result, as `b2sum -l 256` prints it.
    EXPECT_EQ(to_hex(digest_of("abc")),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(PayloadCodec, BringsBackEverything) {
    DeviceKey key;
    key.bytes.fill(9);
    Judgement judgement{digest_of("x"), Method::imagery, -1, "I doubt it", "the driver"};
    const std::vector<NewEntry> entries{
        {EntryKind::report, Audience::team, full_report()},
        test::blocked_road("short"),
        {EntryKind::dispute, Audience::team, judgement},
        {EntryKind::redact, Audience::team, judgement},
        {EntryKind::accept, Audience::team, DeviceNote{key, "Marie"}},
        {EntryKind::event, Audience::team, EventNote{"earthquake", 1'000, "EQ-2010-000009-HTI"}}};
    for (const auto& entry : entries) {
        const auto bytes = encode_payload(entry);
        EXPECT_EQ(decode_payload(entry.kind, bytes), entry.payload) << bytes;
        EXPECT_NE(encode_payload(entry), bytes) << "the salt is new each time";
    }
}

TEST(PayloadCodec, KeepsWhatANewerProgramAdds) {
    const auto bytes =
        R"({"at":[1,2],"future":{"a":[1,2.5e3,null,true,"x"],"b":{}},"how":"seen","kind":"note",)"
        R"("observed":3,)" +
        kSalt + "}";
    EXPECT_EQ(refusal(EntryKind::report, bytes), "");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(
        decode_payload(static_cast<EntryKind>(77), "anything at all")));
}

TEST(PayloadCodec, RefusesWhatIsUnsound) {
    const auto report = [](const std::string& more) {
        return R"({"at":[1,2],"how":"seen","kind":"note","observed":3,)" + kSalt + more + "}";
    };
    const auto event = [](const std::string& kind) {
        return R"({"at":1,"kind":)" + kind + "," + kSalt + "}";
    };
    ASSERT_EQ(refusal(EntryKind::report, report("")), "");
    ASSERT_EQ(refusal(EntryKind::event, event(R"("flood")")), "");
    const std::vector<std::pair<std::string, std::string>> wrong{
        {report(",\"text\":\"" + std::string(8'001, 'x') + "\""), "too long"},
        {report(",\"text\":\"a\xff\""), "not UTF-8"},
        {report(",\"text\":\"\xc0\xaf\""), "not UTF-8"},
        {report(",\"text\":\"\xed\xa0\x80\""), "not UTF-8"},
        {report(",\"text\":\"\xf4\x90\x80\x80\""), "not UTF-8"},
        {report(",\"text\":\"\xe2\x82\""), "not UTF-8"},
        {report(R"(,"text":"\u0000")"), "escape"},
        {report(R"(,"text":"\ud800")"), "escape"},
        {report(R"(,"text":"\x")"), "escape"},
        {report(R"(,"text":5)"), "no JSON"},
        {report(R"(,"text":"a","text":"b")"), "in order"},
        {report(R"(,"a":1)"), "in order"},
        {report(R"(,"status":"great")"), "status is unknown"},
        {report(R"(,"span":[1,2])"), "of no way"},
        {report(R"(,"salt2":01)"), "number"},
        {report(R"(,"salt2":nan)"), "no JSON"},
        {report(R"(,"salt2":1e999)"), "impossible"},
        {report(",\"zz\":" + std::string(20, '[') + std::string(20, ']')), "too deep"},
        {report(",\"zz\":" + std::string(60'000, '[')), "too deep"},
        {report(" "), "no JSON"},
        {report("") + " ", "follows its end"},
        {report(",\"zz\":\"" + std::string(66'000, 'x') + "\""), "too large"},
        {R"({"at":[1,2],"how":"seen","kind":"note","observed":3})", "no salt"},
        {R"({"how":"seen","kind":"note","observed":3,)" + kSalt + "}", "no place"},
        {R"({"at":[1800000001,2],"kind":"note","observed":3,)" + kSalt + "}", "outside the world"},
        {R"({"at":[1],"kind":"note","observed":3,)" + kSalt + "}", "less than two"},
        {R"({"at":[1,2,3],"kind":"note","observed":3,)" + kSalt + "}", "more than two"},
        {R"({"at":[1,2],"capacity":-1,"kind":"note","observed":3,)" + kSalt + "}", "impossible"},
        {R"({"at":[1,2],"capacity":4294967296,"kind":"note","observed":3,)" + kSalt + "}",
         "impossible"},
        {R"({"at":[1,2],"kind":"note","limits":{"height_m":-1},"observed":3,)" + kSalt + "}",
         "impossible"},
        {R"({"at":[1,2],"kind":"note","observed":253402300800,)" + kSalt + "}", "impossible"},
        {R"({"at":[1,2],"kind":"note","observed":3,"photos":[{"file":"../../x","type":"jpeg"}],)" +
             kSalt + "}",
         "hash is none"},
        {"", "no JSON"},
        {"[]", "no JSON"},
        {"{", "no JSON"},
    };
    for (const auto& [bytes, why] : wrong) {
        EXPECT_THAT(refusal(EntryKind::report, bytes), HasSubstr(why)) << bytes.substr(0, 200);
    }
    std::string photos;
    for (int i = 0; i < 33; ++i) {
        photos += (i ? "," : "") + R"({"file":")"s + to_hex(digest_of("a")) + R"(","type":"jpeg"})";
    }
    EXPECT_THAT(refusal(EntryKind::report, R"({"at":[1,2],"kind":"note","observed":3,"photos":[)" +
                                               photos + "]," + kSalt + "}"),
                HasSubstr("too many photos"));
    EXPECT_THAT(refusal(EntryKind::event, event("\"\"")), HasSubstr("what happened"));
}

TEST(PayloadCodec, WhatCannotBeReadIsNotWritten) {
    auto entry = test::blocked_road("fine");
    auto& report = std::get<Report>(entry.payload);
    const auto refused = [&]() -> std::string {
        try {
            static_cast<void>(encode_payload(entry));
            return {};
        } catch (const DataError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(refused(), "");
    report.text = std::string(8'001, 'x');
    EXPECT_THAT(refused(), HasSubstr("cannot be kept in the journal: a text is too long"));
    report.text = "\xff";
    EXPECT_THAT(refused(), HasSubstr("not UTF-8"));
    report.text = std::string{"a\0b", 3};
    EXPECT_THAT(refused(), Not(testing::IsEmpty()));
    report.text = "fine";
    report.about.at = {};
    EXPECT_THAT(refused(), HasSubstr("outside the world"));
    report.about.at = {1, 2};
    entry.kind = EntryKind::confirm;
    EXPECT_THAT(refused(), Not(testing::IsEmpty()));
    entry.payload = std::monostate{};
    EXPECT_THAT(refused(), HasSubstr("no content"));
}

TEST(PayloadCodec, AnyByteFlippedIsRefusedOrStillSound) {
    const auto good = encode_payload({EntryKind::report, Audience::team, full_report()});
    std::mt19937 random{11};
    for (int i = 0; i < 20'000; ++i) {
        auto bytes = good;
        for (auto n = 1 + random() % 3; n > 0; --n) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        if (random() % 4 == 0) bytes.resize(random() % bytes.size());
        try {
            static_cast<void>(decode_payload(EntryKind::report, bytes));
        } catch (const DataError&) {
        }
    }
}

}  // namespace
}  // namespace konbit
