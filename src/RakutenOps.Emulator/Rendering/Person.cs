using System.Globalization;
using RakutenOps.Emulator.Orders;

namespace RakutenOps.Emulator.Rendering;

/// <summary>An invented buyer or recipient, drawn from the seed. Telephone numbers and mail addresses lead nowhere.</summary>
readonly record struct Person(string Family, string First, string FamilyKana, string FirstKana, string Zip1, string Zip2, string Prefecture, string City, string Street, string Phone3)
{
    static readonly (string Name, string Kana)[] Families =
        [("楽田", "ラクタ"), ("市場", "イチバ"), ("見本", "ミホン"), ("試野", "タメシノ"), ("仮屋", "カリヤ"), ("例川", "レイカワ"), ("店長", "テンナガ"), ("注文", "チュウモン")];

    static readonly (string Name, string Kana)[] Firsts = [("太郎", "タロウ"), ("花子", "ハナコ"), ("一郎", "イチロウ"), ("京子", "キョウコ"), ("健", "ケン"), ("舞", "マイ")];

    static readonly (string Zip1, string Zip2, string Prefecture, string City, string Street)[] Places =
    [
        ("158", "0094", "東京都", "世田谷区", "玉川"), ("060", "0001", "北海道", "札幌市中央区", "北一条西"), ("650", "0021", "兵庫県", "神戸市中央区", "三宮町"),
        ("812", "0011", "福岡県", "福岡市博多区", "博多駅前"), ("460", "0008", "愛知県", "名古屋市中区", "栄"),
    ];

    public static Person Of(ulong seed, int row, int place)
    {
        var key = ((ulong)row << 6) + (ulong)place;
        var family = Draw.Of(seed ^ 0xFA, key, Families);
        var first = Draw.Of(seed ^ 0xF1, key, Firsts);
        var home = Draw.Of(seed ^ 0xAD, key, Places);
        var number = Draw.Number(seed ^ 0x7E, key);
        return new(family.Name, first.Name, family.Kana, first.Kana, home.Zip1, home.Zip2, home.Prefecture, home.City,
            string.Create(CultureInfo.InvariantCulture, $"{home.Street}{1 + (number % 9)}-{1 + (number / 9 % 20)}"),
            (number % 10000).ToString("D4", CultureInfo.InvariantCulture));
    }
}
