/** What is known of a failure beyond its code, where that takes the place of its sentence. */
import { PRECISE_REASONS, type PreciseReasonCode } from 'smmwatch';
import type { Message } from '../../i18n/reader.ts';
import { withEnglish } from '../../i18n/with-english.ts';

export const preciseReasonWords: Readonly<Record<PreciseReasonCode, Message>> = withEnglish(
  (code) => PRECISE_REASONS[code],
  {
    asks_to_wait: {
      ru: 'Панель опрашивают слишком часто, и она просит паузу: {seconds, plural, one {# секунду} few {# секунды} many {# секунд} other {# секунды}}; подождите столько перед следующим запросом.',
      tr: 'Panele çok sık soruluyor ve {seconds, plural, one {# saniye} other {# saniye}} ara istiyor; sonraki istekten önce bu kadar bekleyin.',
      id: 'Panel terlalu sering ditanyai dan meminta jeda {seconds, plural, other {# detik}}; tunggu selama itu sebelum permintaan berikutnya.',
      'pt-BR':
        'O painel é consultado com frequência demais e pede {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}} de pausa; espere esse tempo antes da próxima requisição.',
      es: 'Se consulta al panel con demasiada frecuencia y pide {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}} de pausa; espere ese tiempo antes de la próxima petición.',
      ar: 'تُسأل اللوحة كثيرًا وتطلب الانتظار {seconds, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}؛ انتظر هذه المدة قبل الطلب التالي.',
    },
    exchanges_too_long: {
      ru: 'Перенаправления и повторные запросы заняли вместе больше {seconds, plural, one {# секунды} few {# секунд} many {# секунд} other {# секунды}}; API слишком медленный.',
      tr: 'Yönlendirmeler ve yinelenen istekler birlikte {seconds, plural, one {# saniyeden} other {# saniyeden}} uzun sürdü; API çok yavaş.',
      id: 'Pengalihan dan permintaan berulang memakan lebih dari {seconds, plural, other {# detik}} seluruhnya; API terlalu lambat.',
      'pt-BR':
        'Redirecionamentos e requisições repetidas levaram juntos mais de {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}}; a API é lenta demais.',
      es: 'Las redirecciones y las peticiones repetidas tardaron juntas más de {seconds, plural, one {# segundo} many {# de segundos} other {# segundos}}; la API es demasiado lenta.',
      ar: 'استغرقت التحويلات والطلبات المكررة معًا أكثر من {seconds, plural, zero {# ثانية} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}؛ الواجهة بطيئة جدًا.',
    },
    form_protection: {
      ru: 'Защита веб-форм отклоняет запросы к API (419); исключите путь API из проверки CSRF.',
      tr: 'Web formu koruması API’ye gelen istekleri reddediyor (419); API yolunu CSRF denetiminden muaf tutun.',
      id: 'Perlindungan formulir web menolak permintaan ke API (419); kecualikan jalur API dari pemeriksaan CSRF.',
      'pt-BR':
        'A proteção de formulários rejeita requisições à API (419); isente o caminho da API da verificação CSRF.',
      es: 'La protección de formularios rechaza las peticiones a la API (419); exima la ruta de la API de la comprobación CSRF.',
      ar: 'ترفض حماية نماذج الويب الطلبات إلى الواجهة (419)؛ استثنِ مسار الواجهة من فحص CSRF.',
    },
    status_502: {
      ru: 'Шлюз перед панелью не получил от неё нормального ответа (502); перезапустите приложение за ним.',
      tr: 'Panelin önündeki ağ geçidi ondan düzgün yanıt alamadı (502); arkasındaki uygulamayı yeniden başlatın.',
      id: 'Gateway di depan panel tidak mendapat jawaban yang benar darinya (502); mulai ulang aplikasi di belakangnya.',
      'pt-BR':
        'O gateway à frente do painel não recebeu dele uma resposta válida (502); reinicie a aplicação por trás.',
      es: 'La pasarela delante del panel no recibió de él una respuesta válida (502); reinicie la aplicación que hay detrás.',
      ar: 'لم تحصل البوابة أمام اللوحة على رد سليم منها (502)؛ أعد تشغيل التطبيق خلفها.',
    },
    status_503: {
      ru: 'Сервер говорит, что сейчас не может обслуживать запросы (503): он перегружен или остановлен; повторите попытку позже.',
      tr: 'Sunucu şu anda isteklere yanıt veremediğini söylüyor (503); aşırı yüklü ya da durmuş, daha sonra yeniden deneyin.',
      id: 'Server mengatakan tidak dapat melayani permintaan sekarang (503); kelebihan beban atau berhenti, coba lagi nanti.',
      'pt-BR':
        'O servidor diz que não pode atender agora (503); está sobrecarregado ou parado, tente mais tarde.',
      es: 'El servidor dice que ahora no puede atender peticiones (503); está saturado o detenido, inténtelo más tarde.',
      ar: 'يقول الخادم إنه لا يستطيع خدمة الطلبات الآن (503)؛ فهو مثقل أو متوقف، أعد المحاولة لاحقًا.',
    },
    status_504: {
      ru: 'Шлюз перед панелью не дождался её ответа (504); приложение за ним зависло или слишком медленное.',
      tr: 'Panelin önündeki ağ geçidi yanıtını boşuna bekledi (504); arkasındaki uygulama takılmış ya da çok yavaş.',
      id: 'Gateway di depan panel menunggu jawabannya tanpa hasil (504); aplikasi di belakangnya macet atau terlalu lambat.',
      'pt-BR':
        'O gateway à frente do painel esperou em vão pela resposta (504); a aplicação por trás travou ou é lenta demais.',
      es: 'La pasarela delante del panel esperó su respuesta en vano (504); la aplicación que hay detrás está bloqueada o es demasiado lenta.',
      ar: 'انتظرت البوابة أمام اللوحة ردها بلا جدوى (504)؛ التطبيق خلفها عالق أو بطيء جدًا.',
    },
    status_521: {
      ru: 'Cloudflare сообщает, что сервер панели отклоняет соединения (521); запустите его и пропускайте адреса Cloudflare.',
      tr: 'Cloudflare, panelin sunucusunun bağlantıları reddettiğini bildiriyor (521); sunucuyu başlatın ve Cloudflare adreslerine izin verin.',
      id: 'Cloudflare melaporkan server panel menolak koneksi (521); jalankan server dan izinkan alamat Cloudflare.',
      'pt-BR':
        'A Cloudflare informa que o servidor do painel recusa conexões (521); inicie-o e permita os endereços da Cloudflare.',
      es: 'Cloudflare informa de que el servidor del panel rechaza conexiones (521); inícielo y permita las direcciones de Cloudflare.',
      ar: 'تفيد Cloudflare بأن خادم اللوحة يرفض الاتصالات (521)؛ شغّله واسمح بعناوين Cloudflare.',
    },
    status_522: {
      ru: 'Cloudflare не смогла вовремя соединиться с сервером панели (522): он выключен, перегружен или за брандмауэром.',
      tr: 'Cloudflare panelin sunucusuna zamanında bağlanamadı (522); sunucu kapalı, aşırı yüklü ya da bir güvenlik duvarının arkasında.',
      id: 'Cloudflare tidak dapat terhubung ke server panel tepat waktu (522); server mati, kelebihan beban, atau di balik firewall.',
      'pt-BR':
        'A Cloudflare não conseguiu se conectar a tempo ao servidor do painel (522); está desligado, sobrecarregado ou atrás de um firewall.',
      es: 'Cloudflare no pudo conectar a tiempo con el servidor del panel (522); está apagado, saturado o tras un cortafuegos.',
      ar: 'لم تستطع Cloudflare الاتصال بخادم اللوحة في الوقت المحدد (522)؛ فهو متوقف أو مثقل أو خلف جدار حماية.',
    },
    status_523: {
      ru: 'Cloudflare не находит маршрута к серверу панели (523); исправьте адрес в её DNS.',
      tr: 'Cloudflare panelin sunucusuna giden bir yol bulamıyor (523); DNS’indeki adresi düzeltin.',
      id: 'Cloudflare tidak menemukan rute ke server panel (523); perbaiki alamat di DNS-nya.',
      'pt-BR':
        'A Cloudflare não encontra rota até o servidor do painel (523); corrija o endereço no DNS dela.',
      es: 'Cloudflare no encuentra ruta hasta el servidor del panel (523); corrija la dirección en su DNS.',
      ar: 'لا تجد Cloudflare مسارًا إلى خادم اللوحة (523)؛ صحّح العنوان في إعدادات DNS لديها.',
    },
    status_524: {
      ru: 'Cloudflare не дождалась ответа панели (524); скрипт завис или слишком медленный.',
      tr: 'Cloudflare panelin yanıtını boşuna bekledi (524); betik takılmış ya da çok yavaş.',
      id: 'Cloudflare menunggu jawaban panel tanpa hasil (524); skripnya macet atau terlalu lambat.',
      'pt-BR':
        'A Cloudflare esperou em vão pela resposta do painel (524); o script travou ou é lento demais.',
      es: 'Cloudflare esperó en vano la respuesta del panel (524); el script está bloqueado o es demasiado lento.',
      ar: 'انتظرت Cloudflare رد اللوحة بلا جدوى (524)؛ البرنامج عالق أو بطيء جدًا.',
    },
    status_525: {
      ru: 'Cloudflare не смогла установить TLS с сервером панели (525); установите на нём сертификат.',
      tr: 'Cloudflare panelin sunucusuyla TLS üzerinde anlaşamadı (525); oraya bir sertifika kurun.',
      id: 'Cloudflare tidak dapat menyepakati TLS dengan server panel (525); pasang sertifikat di sana.',
      'pt-BR':
        'A Cloudflare não conseguiu negociar TLS com o servidor do painel (525); instale um certificado nele.',
      es: 'Cloudflare no pudo negociar TLS con el servidor del panel (525); instale un certificado en él.',
      ar: 'لم تستطع Cloudflare الاتفاق على TLS مع خادم اللوحة (525)؛ ثبّت شهادة عليه.',
    },
    status_526: {
      ru: 'Cloudflare не доверяет сертификату сервера панели (526); обновите его там.',
      tr: 'Cloudflare panelin sunucusundaki sertifikaya güvenmiyor (526); orada yenileyin.',
      id: 'Cloudflare tidak memercayai sertifikat server panel (526); perbarui di sana.',
      'pt-BR': 'A Cloudflare não confia no certificado do servidor do painel (526); renove-o nele.',
      es: 'Cloudflare no confía en el certificado del servidor del panel (526); renuévelo en él.',
      ar: 'لا تثق Cloudflare بشهادة خادم اللوحة (526)؛ جدّدها هناك.',
    },
    packed_unsaid: {
      ru: 'Ответ сжат gzip; об этом должен говорить заголовок, или ответ должен приходить несжатым.',
      tr: 'Yanıt gzip ile sıkıştırılmış; ya bir başlık bunu söylemeli ya da yanıt sıkıştırılmadan gelmeli.',
      id: 'Balasan dimampatkan dengan gzip; sebuah header harus menyatakannya, atau balasan dikirim tanpa kompresi.',
      'pt-BR':
        'A resposta vem compactada com gzip; um cabeçalho precisa dizer isso, ou ela deve vir sem compactação.',
      es: 'La respuesta viene comprimida con gzip; una cabecera debe decirlo o debe llegar sin comprimir.',
      ar: 'الرد مضغوط بصيغة gzip؛ إما أن تذكر ذلك ترويسة، وإما أن يأتي غير مضغوط.',
    },
    larger_than: {
      ru: 'Ответ больше {megabytes, number} МБ, столько не нужно ни одному каталогу; сократите длинные описания или уберите повторы.',
      tr: 'Yanıt {megabytes, number} MB’den büyük, hiçbir kataloğa bu kadarı gerekmez; uzun açıklamaları ya da tekrarları kaldırın.',
      id: 'Balasan lebih besar dari {megabytes, number} MB, padahal tidak ada katalog yang memerlukannya; hapus deskripsi panjang atau duplikat.',
      'pt-BR':
        'A resposta passa de {megabytes, number} MB, e nenhum catálogo precisa disso; remova descrições longas ou duplicatas.',
      es: 'La respuesta supera los {megabytes, number} MB, y ningún catálogo necesita tanto; quite descripciones largas o duplicados.',
      ar: 'الرد أكبر من {megabytes, number} ميغابايت، وهو ما لا يحتاجه أي كتالوج؛ احذف الأوصاف الطويلة أو المكررات.',
    },
    too_many_headers: {
      ru: 'Заголовков в ответе больше предела: {headers, number}; уберите те, что ответам API не нужны.',
      tr: 'Yanıtta {headers, number} taneden fazla başlık var; API yanıtlarına gerekmeyenleri kaldırın.',
      id: 'Balasan memuat lebih dari {headers, number} header; hapus yang tidak diperlukan balasan API.',
      'pt-BR':
        'A resposta tem mais de {headers, number} cabeçalhos; remova os que as respostas da API não precisam.',
      es: 'La respuesta tiene más de {headers, number} cabeceras; quite las que las respuestas de la API no necesitan.',
      ar: 'يتجاوز عدد ترويسات الرد الحد {headers, number}؛ احذف ما لا تحتاجه ردود الواجهة.',
    },
    small_pieces: {
      ru: 'Ответ приходит такими мелкими частями, что чтение прекращено; пусть сервер отправляет его более крупными.',
      tr: 'Yanıt o kadar küçük parçalar hâlinde geliyor ki okunması bırakıldı; sunucu onu daha büyük parçalarla göndersin.',
      id: 'Balasan datang dalam potongan yang terlalu kecil sehingga tidak dibaca lagi; biarkan server mengirimnya dalam potongan lebih besar.',
      'pt-BR':
        'A resposta vem em pedaços tão pequenos que a leitura foi interrompida; faça o servidor enviá-la em pedaços maiores.',
      es: 'La respuesta llega en trozos tan pequeños que se dejó de leer; haga que el servidor la envíe en trozos mayores.',
      ar: 'يصل الرد في قطع صغيرة جدًا فتوقفت قراءته؛ دع الخادم يرسله في قطع أكبر.',
    },
    too_many_values: {
      ru: 'В ответе объектов и списков больше предела: {values, number}.',
      tr: 'Yanıtta {values, number} taneden fazla nesne ve liste var.',
      id: 'Balasan memuat lebih dari {values, number} objek dan daftar.',
      'pt-BR': 'A resposta traz mais de {values, number} objetos e listas.',
      es: 'La respuesta contiene más de {values, number} objetos y listas.',
      ar: 'يتجاوز عدد الكائنات والقوائم في الرد الحد {values, number}.',
    },
    too_many_names: {
      ru: 'В ответе разных полей больше предела: {names, number}.',
      tr: 'Yanıtta {names, number} taneden fazla farklı alan adı geçiyor.',
      id: 'Balasan menyebut lebih dari {names, number} bidang yang berbeda.',
      'pt-BR': 'A resposta usa mais de {names, number} campos diferentes.',
      es: 'La respuesta nombra más de {names, number} campos distintos.',
      ar: 'يتجاوز عدد الحقول المختلفة في الرد الحد {names, number}.',
    },
    too_many_rows: {
      ru: 'В списке строк больше предела: {rows, number}.',
      tr: 'Listede {rows, number} taneden fazla satır var.',
      id: 'Daftar memuat lebih dari {rows, number} baris.',
      'pt-BR': 'A lista tem mais de {rows, number} linhas.',
      es: 'La lista tiene más de {rows, number} filas.',
      ar: 'يتجاوز عدد صفوف القائمة الحد {rows, number}.',
    },
    dialect_signature: {
      ru: 'API требует подпись, вычисленную из id и ключа; принимайте запросы к balance и services с одним ключом.',
      tr: 'API, kimlik ve anahtardan hesaplanan bir imza bekliyor; balance ve services isteklerini yalnızca anahtarla kabul edin.',
      id: 'API meminta tanda tangan yang dihitung dari id dan kunci; terima permintaan ke balance dan services dengan kunci saja.',
      'pt-BR':
        'A API espera uma assinatura calculada a partir do id e da chave; aceite requisições a balance e services só com a chave.',
      es: 'La API espera una firma calculada con el id y la clave; acepte peticiones a balance y services solo con la clave.',
      ar: 'تنتظر الواجهة توقيعًا محسوبًا من المعرّف والمفتاح؛ اقبل الطلبات إلى balance و services بالمفتاح وحده.',
    },
    dialect_api_id: {
      ru: 'API ждёт api_id рядом с ключом и отдельный адрес для каждого действия, например {services} и {profile}; откройте один адрес, который читает параметры action и key.',
      tr: 'API, anahtarın yanında api_id bekliyor ve her eylemin adresi ayrı, örneğin {services} ve {profile}; action ve key parametrelerini okuyan tek bir adres sunun.',
      id: 'API meminta api_id di samping kunci, dengan satu URL per aksi seperti {services} dan {profile}; sediakan satu URL yang membaca parameter action dan key.',
      'pt-BR':
        'A API espera api_id além da chave, em um endereço por ação, como {services} e {profile}; ofereça um só endereço que leia os parâmetros action e key.',
      es: 'La API espera api_id junto a la clave, en una URL por acción, como {services} y {profile}; ofrezca una sola URL que lea los parámetros action y key.',
      ar: 'تنتظر الواجهة api_id مع المفتاح، وعنوانًا لكل إجراء مثل {services} و {profile}؛ قدّم عنوانًا واحدًا يقرأ المعاملين action و key.',
    },
    dialect_secret_key: {
      ru: 'API требует рядом с ключом второй секрет; для действий balance и services принимайте один ключ.',
      tr: 'API, anahtarın yanında ikinci bir gizli değer bekliyor; balance ve services eylemleri için yalnızca anahtarı kabul edin.',
      id: 'API meminta rahasia kedua di samping kunci; terima kunci saja untuk aksi balance dan services.',
      'pt-BR':
        'A API espera um segundo segredo além da chave; aceite só a chave para as ações balance e services.',
      es: 'La API espera un segundo secreto junto a la clave; acepte solo la clave para las acciones balance y services.',
      ar: 'تنتظر الواجهة سرًا ثانيًا مع المفتاح؛ اقبل المفتاح وحده للإجراءين balance و services.',
    },
    dialect_layanan: {
      ru: 'API называет свои действия {services} и {balance}; принимайте также services и balance и отвечайте полями name, rate и balance.',
      tr: 'API eylemlerini {services} ve {balance} diye adlandırıyor; services ve balance adlarını da kabul edin ve name, rate, balance alanlarıyla yanıt verin.',
      id: 'API menamai aksinya {services} dan {balance}; terima juga services dan balance, dan jawab dengan bidang name, rate, dan balance.',
      'pt-BR':
        'A API chama suas ações de {services} e {balance}; aceite também services e balance, e responda com os campos name, rate e balance.',
      es: 'La API llama a sus acciones {services} y {balance}; acepte también services y balance, y responda con los campos name, rate y balance.',
      ar: 'تسمّي الواجهة إجراءاتها {services} و {balance}؛ اقبل services و balance أيضًا وأجب بالحقول name و rate و balance.',
    },
    dialect_layanan_probable: {
      ru: 'Панель не знает этого действия; вероятно, её программа — из индонезийского семейства, которое читает api_key и действия {services} и {balance}: принимайте также key, balance и services.',
      tr: 'Panel bu eylemi bilmiyor; yazılımı büyük olasılıkla api_key ile {services} ve {balance} eylemlerini okuyan Endonezya ailesinden: key, balance ve services değerlerini de kabul edin.',
      id: 'Panel tidak mengenal aksi ini; perangkat lunaknya mungkin dari keluarga Indonesia yang membaca api_key serta aksi {services} dan {balance}: terima juga key, balance, dan services.',
      'pt-BR':
        'O painel não conhece a ação; seu software é provavelmente da família indonésia, que lê api_key e as ações {services} e {balance}: aceite também key, balance e services.',
      es: 'El panel no conoce la acción; su software es probablemente de la familia indonesia, que lee api_key y las acciones {services} y {balance}: acepte también key, balance y services.',
      ar: 'لا تعرف اللوحة هذا الإجراء؛ الأرجح أن برنامجها من العائلة الإندونيسية التي تقرأ api_key والإجراءين {services} و {balance}: اقبل key و balance و services أيضًا.',
    },
    dialect_packages: {
      ru: 'API отдаёт услуги по действию packages; принимайте для того же списка и действие services.',
      tr: 'API hizmetlerini packages eylemiyle listeliyor; aynı liste için services eylemini de kabul edin.',
      id: 'API mendaftar layanannya lewat aksi packages; terima juga aksi services untuk daftar yang sama.',
      'pt-BR':
        'A API lista seus serviços na ação packages; aceite também a ação services para a mesma lista.',
      es: 'La API enumera sus servicios en la acción packages; acepte también la acción services para la misma lista.',
      ar: 'تسرد الواجهة خدماتها بالإجراء packages؛ اقبل أيضًا الإجراء services للقائمة نفسها.',
    },
    dialect_separate_urls: {
      ru: 'У API свой адрес для каждого действия; откройте один адрес, который читает параметр action со значениями balance и services.',
      tr: 'API’nin her eylem için ayrı bir adresi var; action parametresini balance ve services değerleriyle okuyan tek bir adres sunun.',
      id: 'API punya URL tersendiri untuk tiap aksi; sediakan satu URL yang membaca parameter action dengan balance dan services.',
      'pt-BR':
        'A API tem um endereço para cada ação; ofereça um só endereço que leia o parâmetro action com balance e services.',
      es: 'La API tiene una URL para cada acción; ofrezca una sola URL que lea el parámetro action con balance y services.',
      ar: 'للواجهة عنوان لكل إجراء؛ قدّم عنوانًا واحدًا يقرأ المعامل action بقيمتي balance و services.',
    },
  },
);
