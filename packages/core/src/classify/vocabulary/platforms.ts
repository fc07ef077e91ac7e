import type { Platform } from '../facts.ts';

/**
 * Names of platforms, one line each, separated by commas; how entries are written: docs/classification.md.
 * A name counts wherever it stands.
 */
export const PLATFORM_NAMES: Record<Platform, string> = {
  instagram:
    'instagram*, insta, lnstagram*, instagran, instgram, inst, ig, igtv, инстаграм*, инстаграмм*, инста, инст, انستقرام*, انستجرام*, انستغرام*, انستا, الانستقرام, الانستجرام, الانستغرام, إنستجرام',
  tiktok: 'tiktok*, tik tok*, tt, тикток*, тик ток*, تيك توك, تيكتوك, التيك توك, تك توك',
  youtube: 'youtube*, you tube, yt, utube, ютуб*, ютюб*, يوتيوب*, اليوتيوب',
  facebook: 'facebook*, face book, fb, фейсбук*, фэйсбук*, فيسبوك, فيس بوك, الفيسبوك, الفيس بوك, facebok',
  x: 'twitter*, tweeter, tw, x com, твиттер*, твитер*, تويتر, التويتر, تويتر x, منصة x, منصة اكس',
  telegram:
    'telegram*, telgram, tg, tele gram, telesco*, telegra ph, телеграм*, телеграмм*, тг, تيليجرام, تليجرام, تلجرام, تلغرام, تيليغرام, تليغرام, تلقرام, تيلجرام, التليجرام, التلجرام, التلغرام',
  threads: 'threads, instagram threads, тредс, трэдс, ثريدز',
  linkedin: 'linkedin*, linked in, линкедин*, لينكدان, لينكد ان, لينكدين',
  pinterest: 'pinterest*, пинтерест*, بنترست, بينترست, بينتريست',
  reddit: 'reddit*, subreddit*, реддит*, ريديت',
  snapchat: 'snapchat*, snap chat, снапчат*, سناب شات, سناب, سنابشات',
  discord: 'discord*, дискорд*, ديسكورد, دسكورد',
  twitch: 'twitch*, твич*, تويتش',
  kick: 'kick, kick com, kickcom, кик, كيك',
  whatsapp: 'whatsapp*, whats app, whatsap, watsapp, ватсап*, вотсап*, вацап*, واتساب, واتس اب, الواتساب',
  vk: 'vk, vkontakte, v kontakte, вк, вконтакте, вконтакт, vk play, вк видео, vk video, vk video live, vk live, vk com',
  ok: 'odnoklassniki*, одноклассник*, ok ru, okru',
  rutube: 'rutube*, ru tube, рутуб*, рутюб*',
  dzen: 'dzen*, дзен*, yandex zen, yandex dzen, яндекс дзен*, яндекс zen, zen yandex',
  max: 'max ru, max messenger, мессенджер max, мессенджер макс',
  yandex: 'yandex*, яндекс*, яндекс музык*, яндекс карт*, yandex music, кинопоиск*, kinopoisk*',
  likee: 'likee*, likee app, ликки, لايكي',
  kwai: 'kwai*, kuaishou*, квай',
  bigo: 'bigo*, bigo live, биго',
  trovo: 'trovo*, трово',
  rumble: 'rumble*',
  clubhouse: 'clubhouse*, club house, клабхаус*, كلوب هاوس',
  quora: 'quora*, квора, كورا',
  tumblr: 'tumblr*, тамблер*, tumbler',
  medium: 'medium com',
  github: 'github*, git hub, гитхаб*',
  steam: 'steam, steam community, стим',
  spotify: 'spotify*, спотифай*, سبوتيفاي, سبوتفاي',
  soundcloud: 'soundcloud*, sound cloud, саундклауд*, ساوند كلاود, ساوندكلاود',
  apple_music: 'apple music, applemusic, apple podcast*, эпл мьюзик, ابل ميوزك, itunes music',
  deezer: 'deezer*, дизер, ديزر',
  audiomack: 'audiomack*, audio mack',
  shazam: 'shazam*, шазам*, شازام',
  tidal: 'tidal',
  google:
    'google maps*, google map, google my business, google business, gmb, googlemaps, google harita*, haritalar, гугл карт*, google карт*, خرائط جوجل, جوجل ماب, قوقل ماب',
  trustpilot: 'trustpilot*, trust pilot',
  app_store: 'app store, appstore, apple store, ios app*, iphone app*, апстор*, متجر ابل, اب ستور',
  google_play:
    'google play*, googleplay, play store, playstore, android app*, android приложени*, гугл плей, جوجل بلاي, قوقل بلاي',
  shopee: 'shopee*, шопи',
  tokopedia: 'tokopedia*, tokped',
  avito: 'avito*, авито',
  website: 'website*, web site*, веб сайт*, web sitesi*, situs web, sitio web, موقع الكتروني, مواقع الويب',
  bluesky: 'bluesky*, blue sky, bsky',
  truth_social: 'truth social, truthsocial',
  onlyfans: 'onlyfans*, only fans, онлифанс*',
  patreon: 'patreon*',
  line: 'line app, line messenger, line official, line voom',
  wechat: 'wechat*, we chat, вичат',
  weibo: 'weibo*, вейбо',
  other:
    'wibes*, вайбс, yappy*, яппи, coub*, коуб, jaco, potato, viber*, вайбер*, tamtam*, tam tam, тамтам*, behance*, dribbble*, flickr*, beatstars*, beatport*, fanvue*, fansly*, metacritic*, pikabu*, пикабу, vimeo*, dailymotion*, daily motion, tripadvisor*, sitejabber*, amazon*, itunes, ebay*, etsy*, aliexpress*, wildberries*, ozon, озон, вайлдберриз*, roblox*, fortnite*, playstation*, xbox*, nintendo*, pubg*, free fire, mobile legends, netflix*, disney*, canva*, bein sports, osn, razer*, jawaker*, cashtocode*, skype*, signal messenger, zalo, kakao*, naver*, imo, shedevrum*, шедеврум*, coinmarketcap*, coingecko*, dextools, dexscreener, mixcloud*, reverbnation*, reverbenation*, datpiff*, genius, bandcamp*, napster*, amazon music, anghami*, boomplay*, joox, resso, jiosaavn, gaana, yelp*, zomato*, bukalapak*, lazada*, blibli, olx, tinder*, badoo*, mastodon*, gettr*, parler, gab, odysee*, bilibili*, douyin*, niconico, caffeine, dlive*, nimo*, nonolive, tango, yalla*, yalla live, hago, weverse, lemon8, triller*, moj, josh, sharechat*, snack video, snackvideo, helo, imdb*, letterboxd, goodreads, wattpad*, periscope*, vc ru, livejournal*, жж, habr*, хабр*, гис, zoon, otzovik, отзовик, irecommend, flamp, windows, microsoft*, vero, mewe, ello, foursquare, product hunt, producthunt, opensea*, zepeto, litmatch, hello talk, poppo, chamet, mico live, uplive, buzzcast, skout, livu, haya, xiaohongshu, rednote, douban, youku, iqiyi, jio, zoom, bitchute, gumroad, ko fi, tripadvisor com, sahibinden, trendyol*, hepsiburada*, hepsi burada, yemeksepeti, eksi sozluk, ekşi sözlük, kizlarsoruyor, scorp, باذ, جاكو, يلا لايف',
};

/**
 * Words that hint at a platform when nothing names one: part of the platform's own speech, or names that are also
 * ordinary words. The same in every other respect.
 */
export const PLATFORM_HINTS: Partial<Record<Platform, string>> = {
  instagram: 'reel, reels, рилс*, ريلز, ig tv, story highlight*',
  youtube: 'shorts, шортс*, youtuber, adsense, شورتس',
  x: 'tweet*, твит*, spaces, تغريد*, tuit*',
  reddit: 'post karma, comment karma',
  pinterest: 'pins, пин, пины, пинов',
  google: 'google, гугл*, جوجل, قوقل, gmail*',
  website: 'site, sites, сайт*, web, seo, ссылк* сайт, situs, siteniz*',
  discord: 'nitro',
  steam: 'workshop',
  google_play: 'android',
  app_store: 'ios',
};

/**
 * Names that are also ordinary words or two letters: they count only where a name stands, first in the text, or first
 * and followed by a kind (`MAX Followers`, not `Max 10K`).
 */
export const PLATFORM_FIRST_WORDS: Partial<Record<Platform, string>> = {
  x: 'x',
  max: 'max, макс',
  ok: 'ok, ок',
  line: 'line',
  medium: 'medium',
  yandex: 'ya',
  whatsapp: 'wa',
  discord: 'dc',
  soundcloud: 'sc',
  rutube: 'rt',
  dzen: 'zen',
  snapchat: 'snap',
  google: 'gmap, gmaps',
};
