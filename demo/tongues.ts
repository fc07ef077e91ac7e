/** The words that panels put into names, categories and descriptions, in seven languages. */
import type { Kind } from './wares.ts';

export interface Tongue {
  kinds: Record<Kind, readonly string[]>;
  qualities: readonly string[];
  praise: readonly string[];
  instant: string;
  noRefill: string;
  lifetime: string;
  nonDrop: string;
  /** `{}` stands for the figure. */
  refill: string;
  speed: string;
  start: string;
  countries: readonly (readonly [flag: string, name: string])[];
  heading: readonly string[];
  /** Lines of descriptions. */
  lines: readonly string[];
  averageTime: readonly string[];
}

const en: Tongue = {
  kinds: {
    followers: ['Followers', 'Followers', 'Subscribers', 'Members'],
    likes: ['Likes', 'Post Likes', 'Power Likes'],
    views: ['Views', 'Video Views', 'Post Views'],
    comments: ['Comments', 'Custom Comments', 'Random Comments'],
    shares: ['Shares', 'Reposts'],
    saves: ['Saves', 'Post Saves'],
    story_views: ['Story Views'],
    live_views: ['Live Stream Viewers', 'Live Viewers'],
    watch_time: ['Watch Time Hours', 'Watch Hours'],
    plays: ['Plays', 'Track Plays', 'Monthly Listeners'],
    reactions: ['Reactions', 'Mixed Reactions', 'Positive Reactions'],
    votes: ['Poll Votes', 'Votes'],
    traffic: ['Traffic', 'Organic Traffic'],
    reviews: ['Reviews', '5 Star Reviews'],
  },
  qualities: ['Real', 'HQ', 'Real & Active', 'Mixed', 'Bots', 'Old Accounts', 'HQ Profiles & Photos'],
  praise: ['Best Price', 'Recommended', 'New', 'Exclusive', 'Cheapest & Stable', 'Working After Update'],
  instant: 'Instant Start',
  noRefill: 'No Refill',
  lifetime: 'Lifetime Refill',
  nonDrop: 'Non Drop',
  refill: '{} Days Refill',
  speed: 'Speed {}/Day',
  start: 'Start 0-{} Hours',
  countries: [
    ['🇺🇸', 'USA'],
    ['🇮🇳', 'India'],
    ['🇧🇷', 'Brazil'],
    ['🇬🇧', 'UK'],
    ['🇳🇬', 'Nigeria'],
    ['🇩🇪', 'Germany'],
  ],
  heading: ['Read before ordering', 'Updated today', 'Our own servers', 'New services below'],
  lines: [
    'Link: the address of a public profile or post.',
    'Do not order twice for the same link before the first order ends.',
    'Drop up to 5% is possible during the first days.',
    'Profiles have photos, posts and a short biography.',
    'Orders for private accounts are cancelled without notice.',
    'When the platform updates, delivery may be slower than usual.',
  ],
  averageTime: ['14 minutes', '1 hour 20 minutes', '3 hours 5 minutes', 'Not enough data'],
};

const ru: Tongue = {
  kinds: {
    followers: ['Подписчики', 'Живые подписчики', 'Участники'],
    likes: ['Лайки', 'Лайки на пост'],
    views: ['Просмотры', 'Просмотры поста', 'Просмотры видео'],
    comments: ['Комментарии', 'Свои комментарии'],
    shares: ['Репосты', 'Поделиться'],
    saves: ['Сохранения'],
    story_views: ['Просмотры историй'],
    live_views: ['Зрители на трансляцию', 'Зрители эфира'],
    watch_time: ['Часы просмотра'],
    plays: ['Прослушивания'],
    reactions: ['Реакции', 'Позитивные реакции', 'Микс реакций'],
    votes: ['Голоса в опросе'],
    traffic: ['Трафик на сайт', 'Посетители'],
    reviews: ['Отзывы'],
  },
  qualities: ['Живые', 'Боты', 'Офферы', 'Высокое качество', 'Микс', 'Старые аккаунты'],
  praise: ['Лучшая цена', 'Рекомендуем', 'Новинка', 'Хит', 'Эксклюзив'],
  instant: 'Мгновенный старт',
  noRefill: 'Без гарантии',
  lifetime: 'Вечная гарантия',
  nonDrop: 'Без списаний',
  refill: 'Гарантия {} дней',
  speed: 'до {} в сутки',
  start: 'Старт 0-{} часов',
  countries: [
    ['🇷🇺', 'Россия'],
    ['🇰🇿', 'Казахстан'],
    ['🇺🇿', 'Узбекистан'],
    ['🇺🇦', 'Украина'],
    ['🇺🇸', 'США'],
  ],
  heading: ['Перед заказом прочтите описание', 'Новые услуги ниже', 'Собственные сервера'],
  lines: [
    'Укажите ссылку на открытый профиль или запись.',
    'Не запускайте два заказа на одну ссылку одновременно.',
    'Возможны списания до 10% в первую неделю.',
    'Аккаунты с аватаром и публикациями.',
    'Закрытые профили не принимаются, возврата за них нет.',
  ],
  averageTime: ['12 минут', '2 часа 40 минут', 'мало данных'],
};

const tr: Tongue = {
  kinds: {
    followers: ['Takipçi', 'Gerçek Takipçi', 'Abone', 'Üye'],
    likes: ['Beğeni', 'Gönderi Beğeni'],
    views: ['İzlenme', 'Video İzlenme', 'Görüntülenme'],
    comments: ['Yorum', 'Özel Yorum'],
    shares: ['Paylaşım', 'Yeniden Paylaşım'],
    saves: ['Kaydetme'],
    story_views: ['Hikaye İzlenme'],
    live_views: ['Canlı Yayın İzleyici'],
    watch_time: ['Saat İzlenme'],
    plays: ['Dinlenme'],
    reactions: ['Tepki', 'Karışık Tepki'],
    votes: ['Anket Oyu'],
    traffic: ['Site Trafiği', 'Ziyaretçi'],
    reviews: ['Yorum ve Puan'],
  },
  qualities: ['Gerçek', 'Bot', 'Türk & Aktif', 'Karışık', 'Yüksek Kalite', 'Eski Hesaplar'],
  praise: ['En Ucuz', 'Önerilen', 'Yeni', 'Özel Servis', 'Kaliteli & Hızlı'],
  instant: 'Anlık Başlar',
  noRefill: 'Telafisiz',
  lifetime: 'Ömür Boyu Telafi',
  nonDrop: 'Düşüşsüz',
  refill: '{} Gün Telafili',
  speed: 'Günlük {}',
  start: '0-{} Saat Başlangıç',
  countries: [
    ['🇹🇷', 'Türkiye'],
    ['🇩🇪', 'Almanya'],
    ['🇦🇿', 'Azerbaycan'],
    ['🇺🇸', 'ABD'],
  ],
  heading: ['Sipariş öncesi okuyunuz', 'Yeni servisler', 'Kampanyalı ürünler'],
  lines: [
    'Profiliniz gizli olmamalıdır.',
    'Aynı bağlantıya ikinci siparişi ilk sipariş bitmeden vermeyin.',
    'İlk hafta %10 kadar düşüş olabilir.',
    'Yoğunluğa göre gecikme yaşanabilir.',
  ],
  averageTime: ['18 dakika', '1 saat 10 dakika', 'Yeterli veri yok'],
};

const id: Tongue = {
  kinds: {
    followers: ['Followers', 'Pengikut', 'Subscriber', 'Member'],
    likes: ['Likes', 'Suka'],
    views: ['Views', 'Tayangan', 'Penonton Video'],
    comments: ['Komentar', 'Komentar Custom'],
    shares: ['Share', 'Bagikan'],
    saves: ['Simpan Postingan'],
    story_views: ['Story Views'],
    live_views: ['Penonton Live'],
    watch_time: ['Jam Tayang'],
    plays: ['Plays', 'Pendengar Bulanan'],
    reactions: ['Reaksi', 'Reaksi Campur'],
    votes: ['Vote Polling'],
    traffic: ['Pengunjung Website'],
    reviews: ['Ulasan Bintang 5'],
  },
  qualities: ['Real', 'Bot', 'Aktif & Real', 'Campuran', 'Kualitas Tinggi', 'Akun Lama'],
  praise: ['Termurah', 'Rekomendasi', 'Baru', 'Spesial', 'Murah & Stabil'],
  instant: 'Mulai Instan',
  noRefill: 'Tanpa Garansi',
  lifetime: 'Garansi Selamanya',
  nonDrop: 'Anti Drop',
  refill: 'Garansi {} Hari',
  speed: 'Kecepatan {}/Hari',
  start: 'Mulai 0-{} Jam',
  countries: [
    ['🇮🇩', 'Indonesia'],
    ['🇲🇾', 'Malaysia'],
    ['🇮🇳', 'India'],
    ['🇺🇸', 'USA'],
  ],
  heading: ['Baca catatan sebelum pesan', 'Layanan baru', 'Server pribadi'],
  lines: [
    'Akun tidak boleh private.',
    'Jangan pesan dua kali untuk tautan yang sama.',
    'Masukkan tautan lengkap, bukan nama pengguna.',
    'Penurunan hingga 5% masih wajar.',
  ],
  averageTime: ['9 menit', '2 jam 15 menit', 'belum ada data'],
};

const pt: Tongue = {
  kinds: {
    followers: ['Seguidores', 'Seguidores Reais', 'Inscritos', 'Membros'],
    likes: ['Curtidas', 'Curtidas no Post'],
    views: ['Visualizações', 'Visualizações de Vídeo'],
    comments: ['Comentários', 'Comentários Personalizados'],
    shares: ['Compartilhamentos'],
    saves: ['Salvamentos'],
    story_views: ['Visualizações de Stories'],
    live_views: ['Espectadores ao Vivo'],
    watch_time: ['Horas de Exibição'],
    plays: ['Plays', 'Ouvintes Mensais'],
    reactions: ['Reações', 'Reações Mistas'],
    votes: ['Votos em Enquete'],
    traffic: ['Tráfego para Site'],
    reviews: ['Avaliações 5 Estrelas'],
  },
  qualities: ['Reais', 'Bots', 'Brasileiros & Ativos', 'Mistos', 'Alta Qualidade', 'Contas Antigas'],
  praise: ['Melhor Preço', 'Recomendado', 'Novo', 'Exclusivo', 'Barato & Estável'],
  instant: 'Início Imediato',
  noRefill: 'Sem Reposição',
  lifetime: 'Reposição Vitalícia',
  nonDrop: 'Sem Queda',
  refill: 'Reposição {} Dias',
  speed: '{}/Dia',
  start: 'Início 0-{} Horas',
  countries: [
    ['🇧🇷', 'Brasil'],
    ['🇵🇹', 'Portugal'],
    ['🇺🇸', 'EUA'],
  ],
  heading: ['Leia antes de comprar', 'Serviços novos', 'Promoções da semana'],
  lines: [
    'O perfil precisa estar público.',
    'Não faça dois pedidos para o mesmo link ao mesmo tempo.',
    'Pode haver queda de até 10% nos primeiros dias.',
    'Após atualizações da plataforma a entrega fica mais lenta.',
  ],
  averageTime: ['22 minutos', '4 horas', 'Sem dados suficientes'],
};

const es: Tongue = {
  kinds: {
    followers: ['Seguidores', 'Seguidores Reales', 'Suscriptores', 'Miembros'],
    likes: ['Me gusta', 'Likes'],
    views: ['Visualizaciones', 'Vistas', 'Reproducciones de Video'],
    comments: ['Comentarios', 'Comentarios Personalizados'],
    shares: ['Compartidos', 'Republicaciones'],
    saves: ['Guardados'],
    story_views: ['Vistas de Historias'],
    live_views: ['Espectadores en Vivo'],
    watch_time: ['Horas de Reproducción'],
    plays: ['Reproducciones', 'Oyentes Mensuales'],
    reactions: ['Reacciones', 'Reacciones Mixtas'],
    votes: ['Votos de Encuesta'],
    traffic: ['Tráfico Web'],
    reviews: ['Reseñas 5 Estrellas'],
  },
  qualities: ['Reales', 'Bots', 'Latinos & Activos', 'Mixtos', 'Alta Calidad', 'Cuentas Antiguas'],
  praise: ['Mejor Precio', 'Recomendado', 'Nuevo', 'Exclusivo', 'Barato & Estable'],
  instant: 'Inicio Inmediato',
  noRefill: 'Sin Reposición',
  lifetime: 'Reposición de por Vida',
  nonDrop: 'Sin Caída',
  refill: 'Reposición {} Días',
  speed: '{}/Día',
  start: 'Inicio 0-{} Horas',
  countries: [
    ['🇲🇽', 'México'],
    ['🇪🇸', 'España'],
    ['🇦🇷', 'Argentina'],
    ['🇨🇴', 'Colombia'],
  ],
  heading: ['Lea antes de comprar', 'Servicios nuevos', 'Servidores propios'],
  lines: [
    'El perfil debe ser público.',
    'No haga dos pedidos para el mismo enlace a la vez.',
    'Puede haber una caída de hasta el 10% en los primeros días.',
    'Tras una actualización de la plataforma la entrega es más lenta.',
  ],
  averageTime: ['16 minutos', '2 horas', 'Sin datos suficientes'],
};

const ar: Tongue = {
  kinds: {
    followers: ['متابعين', 'متابعين حقيقيين', 'مشتركين', 'أعضاء'],
    likes: ['لايكات', 'إعجابات'],
    views: ['مشاهدات', 'مشاهدات فيديو'],
    comments: ['تعليقات', 'تعليقات مخصصة'],
    shares: ['مشاركات', 'إعادة نشر'],
    saves: ['حفظ المنشور'],
    story_views: ['مشاهدات ستوري'],
    live_views: ['مشاهدين بث مباشر'],
    watch_time: ['ساعات مشاهدة'],
    plays: ['استماع'],
    reactions: ['تفاعلات', 'تفاعلات إيجابية'],
    votes: ['تصويت'],
    traffic: ['زيارات موقع'],
    reviews: ['تقييمات 5 نجوم'],
  },
  qualities: ['حقيقي', 'بوت', 'عرب & متفاعلين', 'ميكس', 'جودة عالية', 'حسابات قديمة'],
  praise: ['أرخص سعر', 'موصى به', 'جديد', 'حصري'],
  instant: 'بدء فوري',
  noRefill: 'بدون ضمان',
  lifetime: 'ضمان مدى الحياة',
  nonDrop: 'بدون نقص',
  refill: 'ضمان {} يوم',
  speed: 'سرعة {} يوميا',
  start: 'البدء 0-{} ساعة',
  countries: [
    ['🇸🇦', 'السعودية'],
    ['🇪🇬', 'مصر'],
    ['🇦🇪', 'الإمارات'],
    ['🇮🇶', 'العراق'],
  ],
  heading: ['اقرأ الوصف قبل الطلب', 'خدمات جديدة', 'عروض الأسبوع'],
  lines: [
    'يجب أن يكون الحساب عاما.',
    'لا تطلب مرتين لنفس الرابط في نفس الوقت.',
    'قد يحدث نقص حتى 10% في الأيام الأولى.',
  ],
  averageTime: ['15 دقيقة', 'ساعتان', 'لا توجد بيانات كافية'],
};

export const TONGUES = { en, ru, tr, id, pt, es, ar } as const satisfies Record<string, Tongue>;
export type Language = keyof typeof TONGUES;
