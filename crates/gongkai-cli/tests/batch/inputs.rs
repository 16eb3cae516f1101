//! What goes in: lists, patterns, feeds, archives, crawls.

use std::{
    fs::{self, File},
    io::Write as _,
};

use flate2::{Compression, write::GzEncoder};
use zip::write::SimpleFileOptions;

use crate::{batch, batch_fed, code, folder, lines, told};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn names(bytes: &[u8]) -> Vec<String> {
    told(bytes).into_iter().map(|(id, ..)| id).collect()
}

fn row(id: &str, status: &str, text: &str) -> (String, String, String) {
    (id.to_owned(), status.to_owned(), text.to_owned())
}

#[test]
fn files_are_named_by_folders_patterns_and_lists() {
    let folder = folder("inputs-named");
    fs::create_dir_all(folder.join("in/b/c")).unwrap();
    for name in ["in/a.html", "in/b/a.HTM", "in/b/c/a.txt", "in/b/c/a.csv", "in/z.html"] {
        fs::write(folder.join(name), "<p>公开</p>").unwrap();
    }
    let read = |arguments: &[&str]| names(&batch(&folder, arguments).stdout);
    assert_eq!(read(&["in"]), ["in/a.html", "in/b/a.HTM", "in/b/c/a.txt", "in/z.html"]);
    assert_eq!(read(&["in", "--ext", "csv,.txt"]), ["in/b/c/a.csv", "in/b/c/a.txt"]);
    assert_eq!(read(&["in/**/a.*"]), ["in/a.html", "in/b/a.HTM", "in/b/c/a.csv", "in/b/c/a.txt"]);
    assert_eq!(read(&["in/z.html", "in/b/c"]), ["in/z.html", "in/b/c/a.txt"]);
    fs::write(folder.join("list"), "in/z.html\r\n\nin/b\n").unwrap();
    assert_eq!(read(&["--files-from", "list"]), ["in/z.html", "in/b/a.HTM", "in/b/c/a.txt"]);
    let fed = batch_fed(&folder, &["in/a.html", "--files-from", "-", "-0"], b"in/z.html\0in/b/c\0");
    assert_eq!(names(&fed.stdout), ["in/a.html", "in/z.html", "in/b/c/a.txt"]);
}

#[test]
fn a_feed_is_read_from_standard_input_and_from_files() {
    let folder = folder("inputs-feed");
    let feed = concat!(
        "{\"url\":\"http://a.cn/1\",\"html\":\"<meta charset=gb2312><p>公开5条</p>\"}\n",
        "{\"url\":\"http://a.cn/2\"}\n",
        "{\"id\":\"x7\",\"text\":\"<p>不是标签</p>\"}\n",
    );
    let output = batch_fed(&folder, &["-"], feed.as_bytes());
    let expected = |name: &str| {
        [
            row(&format!("{name}:1"), "not-a-report", "公开5条"),
            row(&format!("{name}:2"), "unreadable", "the line has neither html nor text"),
            row("x7", "not-a-report", "<p>不是标签</p>"),
        ]
    };
    assert_eq!((code(&output), told(&output.stdout)), (1, expected("-").to_vec()));
    let first = &lines(&output.stdout)[0];
    assert_eq!((&first["input"]["url"], &first["source"]["name"]), (&"http://a.cn/1".into(), &"http://a.cn/1".into()));
    fs::write(folder.join("feed.jsonl.gz"), gzip(feed.as_bytes())).unwrap();
    assert_eq!(told(&batch(&folder, &["feed.jsonl.gz"]).stdout), expected("feed.jsonl.gz"));
}

#[test]
fn archives_are_read_without_being_unpacked_to_disk() {
    let folder = folder("inputs-archives");
    let mut zip = zip::ZipWriter::new(File::create(folder.join("a.zip")).unwrap());
    let plain = SimpleFileOptions::default();
    for (name, bytes) in [
        ("../b.html", "<p>甲</p>".as_bytes()),
        ("picture.png", b"no page"),
        ("c/d.txt", "乙".as_bytes()),
        ("inner.zip", b"PK"),
        ("bomb.html", &vec![b' '; 30 << 20]),
        ("e.html", b""),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in [("x/1.html", "<p>丙</p>".as_bytes()), ("x/2.md", "# 丁".as_bytes()), ("x/3.bin", b"")] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, name, bytes).unwrap();
    }
    let tar = tar.into_inner().unwrap();
    fs::write(folder.join("b.tar"), &tar).unwrap();
    fs::write(folder.join("c.tgz"), gzip(&tar)).unwrap();
    let half = gzip(&tar);
    fs::write(folder.join("d.tgz"), &half[..half.len() / 2]).unwrap();
    fs::write(folder.join("e.html.gz"), gzip("<p>戊</p>".as_bytes())).unwrap();
    fs::write(folder.join("f.zip"), "no archive").unwrap();
    let output = batch(&folder, &["."]);
    assert_eq!(code(&output), 1);
    let rows = told(&output.stdout);
    let good = "not-a-report";
    assert_eq!(
        rows[..9],
        [
            row("./a.zip/../b.html", good, "甲"),
            row("./a.zip/c/d.txt", good, "乙"),
            row("./a.zip/inner.zip", "limit", "an archive within an archive is not opened"),
            row("./a.zip/bomb.html", "limit", "unpacks to more than 200 times its size"),
            row("./a.zip/e.html", "unreadable", "the input is empty"),
            row("./b.tar/x/1.html", good, "丙"),
            row("./b.tar/x/2.md", good, "# 丁"),
            row("./c.tgz/x/1.html", good, "丙"),
            row("./c.tgz/x/2.md", good, "# 丁"),
        ]
    );
    let last: Vec<_> = rows[9..].iter().map(|(id, status, _)| (id.as_str(), status.as_str())).collect();
    let cut = [("./d.tgz/x/1.html", good), ("./d.tgz", "unreadable")];
    assert_eq!(last, [cut[0], cut[1], ("./e.html.gz", good), ("./f.zip", "unreadable")]);
    assert!(!folder.join("../b.html").exists());
}

#[test]
fn what_was_packed_too_tightly_is_given_up() {
    let folder = folder("inputs-bombs");
    let zeros = vec![0; 64 << 20];
    fs::write(folder.join("in/a.html.gz"), gzip(&zeros)).unwrap();
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    let mut header = tar::Header::new_gnu();
    header.set_size(zeros.len() as u64);
    header.set_cksum();
    tar.append_data(&mut header, "a.bin", &*zeros).unwrap();
    fs::write(folder.join("in/b.tar.gz"), tar.into_inner().unwrap().finish().unwrap()).unwrap();
    let line = [b"{\"html\":\"", &zeros[..], b"\"}\n"].concat();
    fs::write(folder.join("in/c.jsonl.gz"), gzip(&line)).unwrap();
    fs::write(folder.join("in/d.html"), "<p>公开</p>").unwrap();
    let output = batch(&folder, &["in", "in/c.jsonl.gz"]);
    let statuses: Vec<_> = told(&output.stdout).into_iter().map(|(id, status, _)| (id, status)).collect();
    let limit = |id: &str| (id.to_owned(), "limit".to_owned());
    let good = ("in/d.html".to_owned(), "not-a-report".to_owned());
    assert_eq!(statuses, [limit("in/a.html.gz"), limit("in/b.tar.gz"), good, limit("in/c.jsonl.gz")]);
}

#[test]
fn an_archive_whose_members_overlap_is_refused() {
    let folder = folder("inputs-overlap");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a.html", SimpleFileOptions::default()).unwrap();
    zip.write_all("<p>公开</p>".as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    fs::write(folder.join("in/whole.zip"), &zip).unwrap();
    // The directory a second time, with another name for the same bytes; the last 22 bytes say how long it is.
    let (rest, end) = zip.split_at(zip.len() - 22);
    let start = u32::from_le_bytes(end[16..20].try_into().unwrap()) as usize;
    let mut second = rest[start..].to_vec();
    let name = second.windows(6).position(|name| name == b"a.html").unwrap();
    second[name] = b'b';
    let mut end = end.to_vec();
    end[8] = 2;
    end[10] = 2;
    end[12..16].copy_from_slice(&(2 * second.len() as u32).to_le_bytes());
    fs::write(folder.join("in/zz.zip"), [rest, &second, &end].concat()).unwrap();
    let rows = told(&batch(&folder, &["in"]).stdout);
    let refused = row("in/zz.zip", "unreadable", "members of the archive overlap");
    assert_eq!(rows, [row("in/whole.zip/a.html", "not-a-report", "公开"), refused]);
}

#[test]
fn a_crawl_gives_its_pages_and_where_each_stands() {
    let folder = folder("inputs-crawl");
    let record = |kind: &str, url: &str, content: &str, block: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        gzip(&[head.as_bytes(), block, b"\r\n\r\n"].concat())
    };
    let response = |url: &str, head: &str, body: &[u8]| {
        let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
        record("response", url, "application/http; msgtype=response", &block)
    };
    // 公开五条 in GB2312, and a page that does not say so itself.
    let chinese = b"<p>\xB9\xAB\xBF\xAA\xCE\xE5\xCC\xF5</p>";
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: a test\r\n"),
        response("http://a.cn/1", "200 OK\r\nContent-Type: text/html; charset=gb2312", chinese),
        record("request", "http://a.cn/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("http://a.cn/2", "200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        response("http://a.cn/3", "404 Not Found\r\nContent-Type: text/html", "<p>没有</p>".as_bytes()),
        response("http://a.cn/4", "200 OK\r\nContent-Encoding: gzip", &gzip("<p>甲</p>".as_bytes())),
        response("http://a.cn/5", "200 OK", "<p>乙</p>".as_bytes()),
        record("conversion", "http://a.cn/6", "text/plain", "<p>丙".as_bytes()),
    ];
    let mut damaged = records.to_vec();
    let middle = damaged[6].len() / 2;
    damaged[6][middle] ^= 0xFF;
    let warc = damaged.concat();
    fs::write(folder.join("in/a.warc.gz"), &warc).unwrap();
    let output = batch(&folder, &["in"]);
    assert_eq!(code(&output), 1);
    let rows = lines(&output.stdout);
    let places: Vec<_> = rows
        .iter()
        .map(|row| {
            let input = &row["input"];
            assert_eq!(input["warc_filename"], "in/a.warc.gz");
            let offset = input["warc_record_offset"].as_u64().unwrap();
            assert_eq!(input["id"], format!("in/a.warc.gz@{offset}"));
            (offset as usize, input["warc_record_length"].as_u64().unwrap() as usize)
        })
        .collect();
    let start = |index: usize| damaged[..index].iter().map(Vec::len).sum::<usize>();
    let expected: Vec<_> = [1, 5, 6, 7].into_iter().map(|index| (start(index), damaged[index].len())).collect();
    assert_eq!(places, expected);
    let texts: Vec<_> = rows.iter().map(|row| (row["input"]["url"].as_str(), row["text"].as_str())).collect();
    assert_eq!(
        texts,
        [
            (Some("http://a.cn/1"), Some("公开五条")),
            (Some("http://a.cn/4"), Some("甲")),
            (None, None),
            (Some("http://a.cn/6"), Some("<p>丙")),
        ]
    );
    assert_eq!(
        (&rows[0]["source"]["encoding_from"], &rows[2]["input"]["status"]),
        (&"label".into(), &"unreadable".into())
    );

    // An index of two of them, in another order, and one that points beside a record.
    let (first, second) = (places[3], places[0]);
    let index = format!(
        "url,warc_filename,warc_record_offset,warc_record_length\nx,a.warc.gz,{},{}\nx,crawl/a.warc.gz,{},{}\nx,a.warc.gz,3,9\n",
        first.0, first.1, second.0, second.1
    );
    fs::write(folder.join("in/index.csv"), index).unwrap();
    let picked = lines(&batch(&folder, &["--warc-index", "in/index.csv"]).stdout);
    let texts: Vec<_> = picked.iter().map(|row| row["text"].as_str()).collect();
    assert_eq!(texts, [Some("<p>丙"), Some("公开五条"), None]);
    assert_eq!(picked[1]["input"]["warc_record_offset"], second.0);
}
